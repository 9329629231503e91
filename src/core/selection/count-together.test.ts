import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { select } from './compile.ts';
import { countMeeting, countTogether } from './count-together.ts';
import type { LeafPredicate } from './leaves/index.ts';
import { selectableOf } from './selectable.ts';

const flow = fc.record({
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2', '-'),
  'id.resp_p': fc.constantFrom('53', '443', '-'),
  duration: fc.constantFrom('-', '0.5', '20'),
});
const leaf = fc.oneof(
  fc.constantFrom('10.0.0.1', '').map((value): LeafPredicate => ({ op: 'in', field: 'id.orig_h', values: [value] })),
  fc.constantFrom('53', '443', '').map((value): LeafPredicate => ({ op: 'in', field: 'id.resp_p', values: [value] })),
  fc.constantFrom(0, 1).map((from): LeafPredicate => ({ op: 'range', field: 'duration', from, to: 30 })),
);

it('counts the rows that selecting any combination of the predicates gives', async () => {
  const leaves = fc.array(leaf, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(flow, { minLength: 1, maxLength: 70 }),
      leaves,
      leaf,
      async (flows, predicates, other) => {
        const selectable = selectableOf((await readText(connLog(flows))).table);
        const selected = await select(selectable, [other], quiet.signal);
        const counts = await countTogether(selectable, predicates, selected, quiet.signal);
        for (const places of [[], [0], [1, 2], [7, 0], [...predicates.keys()]]) {
          const together = places.filter((place) => place < predicates.length);
          const some = together.map((place) => predicates[place]);
          const expected = (await select(selectable, [...some, other], quiet.signal)).count();
          expect(countMeeting(counts, together)).toBe(expected);
        }
      },
    ),
  );
});
