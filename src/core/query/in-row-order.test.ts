import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inRowOrder } from './in-row-order.ts';

it('has the same rows, ascending unless they are few', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(400), { maxLength: 300 }), (rows) => {
      const ordered = [...inRowOrder(Uint32Array.from(rows), 401)];
      expect(ordered.toSorted((a, b) => a - b)).toEqual(rows.toSorted((a, b) => a - b));
      if (rows.length >= 7) expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    }),
  );
});
