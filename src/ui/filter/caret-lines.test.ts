import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shown } from '../parts/shown.ts';
import { caretLines } from './caret-lines.ts';

it('carets mark the wrong text', () => {
  expect(caretLines('port:445 servce:dns', { at: 9, end: 15 })).toEqual({
    filter: 'port:445 servce:dns',
    carets: '         ^^^^^^',
  });
  expect(caretLines('service:dns or', { at: 14, end: 14 })).toEqual({
    filter: 'service:dns or',
    carets: `${' '.repeat(14)}^`,
  });
});

it('carets are aligned, for any text and position', () => {
  const place = fc.tuple(fc.string({ maxLength: 100, unit: 'binary' }), fc.nat(), fc.nat());
  fc.assert(
    fc.property(place, (values) => {
      const [text, a, b] = values;
      const [at, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
      const { filter, carets } = caretLines(text, { at, end });
      const first = carets.indexOf('^');
      if (end > at) expect(filter.slice(first, carets.length)).toBe(shown(text.slice(at, end)));
      expect(filter.length).toBeGreaterThanOrEqual(first);
    }),
  );
});
