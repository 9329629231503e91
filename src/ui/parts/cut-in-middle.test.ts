import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutInMiddle } from './cut-in-middle.ts';

it('any text has at most the given length, with its first and last characters', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 3, max: 40 }), (text, most) => {
      const cut = cutInMiddle(text, most);
      expect(cut === text).toBe(text.length <= most);
      expect(cut === text).toBe(text.length <= most);
      if (cut === text) return;
      expect(cut).toHaveLength(most);
      const [start, end] = [cut.slice(0, Math.ceil((most - 1) / 2)), cut.slice(Math.ceil((most - 1) / 2) + 1)];
      expect(text.startsWith(start) && text.endsWith(end)).toBe(true);
      expect(end.length).toBeGreaterThan(0);
    }),
  );
});
