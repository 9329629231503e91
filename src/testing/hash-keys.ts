import { createHashKeys, type HashKeys } from '../core/math/hash-keys.ts';
import { createRandom } from '../core/math/random.ts';

/** Keys as another run would draw them. */
export function keysOf(seed: number): HashKeys {
  const random = createRandom(seed);
  return createHashKeys((words) => {
    for (let i = 0; i < words.length; i++) words[i] = Math.floor(random.uniform() * 2 ** 32);
  });
}
