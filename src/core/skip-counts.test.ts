import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SkipCounts } from './skip-counts.ts';

const reasons = ['not-a-number', 'too-few-fields', 'repeated'] as const;
const skip = fc.record({
  reason: fc.constantFrom(...reasons),
  field: fc.constantFrom('', 'duration', 'orig_bytes'),
  text: fc.string(),
});

it('counts any skipped lines by reason and field, with the first line of each as the example', () => {
  fc.assert(
    fc.property(fc.array(skip, { maxLength: 200 }), (skips) => {
      const counts = new SkipCounts();
      for (const [line, { reason, field, text }] of skips.entries()) {
        counts.add(line + 1, reason, field === '' ? {} : { field, text });
      }
      expect(counts.total).toBe(skips.length);
      const found = counts.counts();
      expect(found.reduce((sum, { lines }) => sum + lines, 0)).toBe(skips.length);
      expect(found.map(({ lines }) => lines)).toEqual(found.map(({ lines }) => lines).toSorted((a, b) => b - a));
      for (const { reason, field, lines, first } of found) {
        const same = skips.flatMap((one, at) => (one.reason === reason && one.field === field ? [at] : []));
        expect(lines).toBe(same.length);
        expect(first.line).toBe(same[0] + 1);
        expect(first.detail.text).toBe(field === '' ? undefined : skips[same[0]].text);
        const kept = counts.lines().filter((one) => one.reason === reason && (one.detail.field ?? '') === field);
        expect(kept.map(({ line }) => line)).toEqual(same.slice(0, 20).map((at) => at + 1));
      }
    }),
  );
});
