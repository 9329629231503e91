import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchDrawn } from './all-drawn.ts';

const [first, second] = [{ name: 'first' }, { name: 'second' }];

function watched() {
  const heard: object[] = [];
  return { ...watchDrawn((result) => heard.push(result)), heard };
}

describe('watchDrawn', () => {
  it('calls back once per result, after the last chart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(5), { maxLength: 30 }), (size, order) => {
        const { join, drawn, heard } = watched();
        const names = Array.from({ length: size }, (_, i) => `chart ${i}`);
        for (const name of names) join(name);
        const seen = new Set<string>();
        for (const pick of order) {
          const name = names[pick % size];
          drawn(name, first);
          seen.add(name);
          expect(heard).toEqual(seen.size === size ? [first] : []);
        }
      }),
    );
  });

  it('waits for all charts again for another result', () => {
    const { join, drawn, heard } = watched();
    for (const name of ['score', 'time']) join(name);
    drawn('score', first);
    drawn('score', second);
    drawn('time', first);
    expect(heard).toEqual([]);
    drawn('time', second);
    expect(heard).toEqual([second]);
  });

  it('ignores a chart that was removed', () => {
    const { join, drawn, heard } = watched();
    join('score');
    const leave = join('density');
    drawn('score', first);
    leave();
    expect(heard).toEqual([first]);
    drawn('density', second);
    expect(heard).toEqual([first]);
  });

  it('does not call back again for a chart that is added later', () => {
    const { join, drawn, heard } = watched();
    join('score');
    drawn('score', first);
    join('density');
    drawn('density', first);
    expect(heard).toEqual([first]);
  });
});
