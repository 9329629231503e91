import { expect, it } from 'vitest';
import type { Line, Section } from './summarize.ts';
import { textTable } from './text-table.ts';

const line: Line = {
  part: 'read',
  key: 'total',
  label: 'total, ms',
  digits: 0,
  builds: [{ median: 1234.4, least: 999, most: 20_000 }],
  ratio: null,
  target: null,
  verdict: null,
};

it('sets medians with their spread in columns, targets beside them', () => {
  const ratio: Line = { ...line, label: 'ratio', digits: 2, target: { atMost: 3, aim: 2 }, verdict: 'met' };
  const section: Section = { log: '10 rows', rows: 10, lines: [line, { ...ratio, builds: [spread(2)] }] };
  expect(textTable([section], ['this'])).toBe(`10 rows

           median  least – most      target
total, ms   1,234  999 – 20,000
ratio        2.00   2.00 – 2.00  ≤ 3, aim 2  met
`);
});

it('sets two builds side by side, and says where one has no figure', () => {
  const lines: Line[] = [
    { ...line, builds: [spread(3), spread(2)], ratio: 1.5, target: { atMost: 2 }, verdict: 'missed' },
    { ...line, builds: [spread(3), null] },
  ];
  expect(textTable([{ log: '10 rows', rows: 10, lines }], ['this', 'other'])).toBe(`10 rows

           this  least – most  other  least – most  this / other  target
total, ms     3         3 – 3      2         2 – 2          1.50     ≤ 2  missed
total, ms     3         3 – 3      –
`);
});

function spread(value: number) {
  return { median: value, least: value, most: value };
}
