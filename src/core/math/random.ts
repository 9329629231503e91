/** A stream of draws that depends on its seed alone: the same in Node and in every browser with the same Math. */
export interface Random {
  /** From 0 up to, not including, 1. */
  uniform(): number;
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** With mean 0 and standard deviation 1. */
  normal(): number;
  /** Its logarithm is normal around log(`median`) with standard deviation `spread`. */
  logNormal(median: number, spread: number): number;
  exponential(mean: number): number;
  pick<T>(choices: readonly T[]): T;
  /** A choice, drawn as often as its weight says. */
  weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): T;
  chance(probability: number): boolean;
}

/** sfc32 by Chris Doty-Humphrey (PractRand, public domain), seeded with one number and run in. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i++) next();
  const random: Random = {
    uniform: next,
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    logNormal: (median, spread) => median * Math.exp(spread * random.normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    pick: (choices) => choices[Math.floor(next() * choices.length)],
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return choices[choices.length - 1][0];
    },
    chance: (probability) => next() < probability,
  };
  return random;
}
