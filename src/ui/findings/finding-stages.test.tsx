// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { labelOf, stagesText } from '../../words/finding-words.ts';
import type { Finding } from '../../worker/api.ts';
import { FindingStages } from './finding-stages.tsx';

afterEach(cleanup);

const one = (name: string) => ({ name, count: 1 });
const stages: Finding['stages'] = [
  {
    kind: 'Network scan',
    techniques: ['T1046'],
    ...{ source: one('10.0.0.23'), destination: { name: null, count: 80 }, port: one('445/tcp') },
    ...{ points: 84, flows: 80, span: [15_000, 15_079], sentence: '10.0.0.23 tried 80 hosts on 445/tcp' },
  },
  {
    kind: 'Bulk upload',
    techniques: ['T1048'],
    ...{ source: one('10.0.1.95'), destination: one('198.51.100.77'), port: one('443/tcp') },
    ...{ points: 75, flows: 1, span: [22_000, 22_000], sentence: '10.0.1.95 sent 900 MB to 198.51.100.77' },
  },
];

it('lists the stages in their order, with kind, technique, strength, time, hosts and evidence', () => {
  render(<FindingStages stages={stages} />);
  const items = within(screen.getByRole('list', { name: 'Stages in order of time' })).getAllByRole('listitem');
  const texts = items.map(({ textContent }) => textContent ?? '');
  expect(texts[0]).toMatch(
    /^Network scan T1046strength 84, .*04:10:00.*10\.0\.0\.23 → 80 hosts, 445\/tcp.*tried 80 hosts/,
  );
  expect(texts[1]).toMatch(
    /^Bulk upload T1048strength 75, .*06:06:40.*10\.0\.1\.95 → 198\.51\.100\.77, 443\/tcp.*sent 900 MB/,
  );
});

it('a line of the list names them in one sentence', () => {
  expect(stagesText({ stages })).toBe('Network scan, then Bulk upload');
  const incident = { kind: 'Multi-stage incident', source: { name: null, count: 2 } } as const;
  expect(
    labelOf({ ...incident, destination: { name: null, count: 81 }, port: { name: null, count: 2 } } as Finding),
  ).toBe('Multi-stage incident, 2 sources → 81 hosts, 2 ports');
});
