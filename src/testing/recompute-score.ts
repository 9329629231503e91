import { expect } from 'vitest';
import { type Behaviour, deriveFlow, deriveSum, NO_PART, partScore } from '../core/behaviour/behaviour.ts';
import type { PartName } from '../core/behaviour/part.ts';
import type { Step } from '../core/behaviour/steps.ts';

type Numbers = Readonly<Record<string, number>>;
type Formulas = Readonly<Record<string, (of: Numbers) => number>>;

const { log, log10, exp, sqrt, min, max, cbrt } = Math;
const clip = (value: number, low: number, high: number) => max(low, min(high, value));

/** The formulas of the tab Model, written again. Names as in the explanations. */
const unbounded = (D: string) => (of: Numbers) => {
  const { h, q } = of;
  if (h <= q) return 0;
  const missed = h === 1 ? 0 : (1 - h) * log((1 - h) / (1 - q));
  return (of[D] * (h * log(h / q) + missed)) / log(10);
};
const bound = (D: string) => (of: Numbers) => of.u * min(6, unbounded(D)(of));
const tailOf = (least: number, floor: number, mark = '', factor = 1): Formulas => {
  const at = (name: string) => `${name}${mark}`;
  return {
    [at('start')]: (of) => max(of[at('q75')], least),
    [at('scale')]: (of) => factor * max((of[at('q95')] - of[at('q75')]) / log(5), floor),
    [at('tail')]: (of) =>
      of.v <= of[at('start')] ? 0 : 0.602 + (of.v - of[at('start')]) / (of[at('scale')] * log(10)),
  };
};
const always = -Infinity;
const isGiven = (value: number | undefined) => value !== undefined;
const context = ({ Hp, Ha, Up, Ua, Hs, Hsa }: Numbers, isCommon: boolean) => {
  const ofPort = (isCommon ? 0.5 : 1) * clip(-log10(max(Hp / Ha, Up / Ua)), 0, 3);
  return isGiven(Hs) ? max(ofPort, clip(min(-log10(Hs / Hsa), -log10(max(Up / Ua, 0.001))), 0, 3)) : ofPort;
};
/** A port is common on 2 % of the destinations, at least 4. */
const R: Formulas = { R: (of) => (isGiven(of.Hp) ? context(of, of.Hp >= max(4, 0.02 * of.Ha)) : 0) };

/** Probability below `x` of chi-squared with `degrees` degrees of freedom, by Simpson's rule in y = √t. */
function chiSquaredBelow(x: number, degrees: number): number {
  const steps = 20_000;
  const width = sqrt(x) / steps;
  // Γ(degrees / 2), from Γ(1/2) or Γ(1).
  let gamma = degrees % 2 === 0 ? 1 : sqrt(Math.PI);
  for (let k = degrees / 2 - 1; k > 0; k--) gamma *= k;
  const density = (y: number) => (2 * y ** (degrees - 1) * exp((-y * y) / 2)) / (2 ** (degrees / 2) * gamma);
  let sum = 0;
  for (let i = 0; i <= steps; i++) sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * density(i * width);
  return (sum * width) / 3;
}

/** Upper tail of the normal distribution by Simpson's rule. */
function normalTail(z: number): number {
  const [steps, end] = [20_000, z + 12];
  const width = (end - z) / steps;
  const density = (x: number) => exp((-x * x) / 2) / sqrt(2 * Math.PI);
  let sum = density(z) + density(end);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * density(z + i * width);
  return (sum * width) / 3;
}

const formulas: Readonly<Record<PartName, (of: Numbers, step: (name: string) => string) => Formulas>> = {
  scan_h: () => ({
    q0: ({ f0, n0 }) => (f0 + 1) / (n0 + 10),
    q1: ({ f1, n1, q0 }) => (f1 + 3 * q0) / (n1 + 3),
    q: ({ q0, q1 }) => clip(max(q0, q1), 0.03, 0.97),
    h: ({ F, K, C }) => (F - K / 2) / C,
    s: bound('C'),
    D: ({ C, K }) => C + K,
    w: ({ n, D }) => n / D,
  }),
  scan_v: () => ({
    q: ({ f0, n0 }) => clip((f0 + 1) / (n0 + 10), 0.03, 0.97),
    h: ({ F, D }) => F / D,
    s: bound('D'),
    w: ({ n, D }) => n / D,
  }),
  scan_a: () => ({
    q: ({ f0, n0 }) => clip((f0 + 1) / (n0 + 10), 0.1, 0.97),
    h: ({ F, D }) => F / D,
    s: bound('D'),
    w: ({ n, D }) => n / D,
  }),
  fan_in: () => ({
    v: ({ F }) => log(F),
    ...tailOf(always, 0.5),
    s: ({ tail }) => min(6, 0.5 * tail),
    w: ({ n, F }) => n / F,
  }),
  spread: (of, meaning) => {
    const isRounds = isGiven(of.G);
    return {
      ...(isGiven(of.C) ? { N: ({ C, K }: Numbers) => max(1, C - K / 2) } : {}),
      v: ({ N }) => (meaning('v') === 'ln N' ? log(N) : log(1 + N)),
      ...tailOf(always, 0.5),
      ...(isGiven(of.tail2) ? tailOf(always, 0.5, '2') : {}),
      b: ({ a, r }) => (1 - a) ** 2 / sqrt(1 + (r / 10_800) ** 2),
      s: ({ b, tail, tail2, G, V }) =>
        min(6, isRounds ? 2 * tail * (1 - G / V) ** 2 : 2 * b * min(tail, tail2 ?? Infinity)),
      w: ({ n, D, G }) => n / D / (isRounds ? G : 1),
    };
  },
  upload: () => ({
    g: ({ U, W }) => clip(0.6 + (U - W) / (U + W), 0, 1.3),
    v: ({ U }) => log(1 + U),
    ...tailOf(log(30_000), 0.7),
    e: ({ g, tail }) => min(6, g * tail),
    ...R,
    s: (of) => min(6, of.e / sqrt(of.m) + (of.e > 1.3 ? 0.5 * of.R : 0)),
  }),
  download: () => ({
    v: ({ W }) => log(1 + W),
    ...tailOf(log(300_000), 0.7),
    e: ({ tail }) => min(6, tail),
    ...R,
    s: (of) => min(6, of.e / sqrt(of.m) + (of.e > 1.3 ? 0.5 * of.R : 0)),
  }),
  size: (of) => {
    if (isGiven(of.S)) return { s: ({ S, n }) => (0.8 * S) / n };
    const isTcp = isGiven(of.m);
    return {
      ...(isGiven(of.U) ? { v: ({ U }: Numbers) => log(1 + U) } : {}),
      ...tailOf(isTcp ? log(5000) : always, isTcp ? 0.5 : 0.25, '', isGiven(of.U) ? 1 : 0.6),
      s: ({ tail, m }) => min(6, tail) / sqrt(m ?? 1),
    };
  },
  beacon: (of, meaning) => ({
    ...(meaning('b').includes('χ²')
      ? {
          M: ({ G, L }: Numbers) => log(G) - L,
          X: ({ m, M }: Numbers) => (2 * m * M) / (1 + (m + 1) / (6 * m)),
          b: ({ m, X }: Numbers) =>
            min(6, -log10(chiSquaredBelow(X, m - 1))) - (meaning('b').endsWith('0.3') ? 0.3 : 0),
        }
      : {
          z: ({ m, G, L }: Numbers) => (0.5772 - (log(G) - L)) / sqrt(0.645 / m),
          b: ({ z }: Numbers) => min(6, -log10(normalTail(z))) - (meaning('b').endsWith('0.3') ? 0.3 : 0),
        }),
    c: ({ r, Z }) => 0.5 + 0.5 * min(1, max(r / Z / 0.3, r / 3600)),
    ...(of.g === 0.8 ? {} : { g: ({ j }: Numbers) => 1 - 0.5 * clip((j - 0.5) / 0.4, 0, 1) }),
    K: ({ kp, kd, ks }) => max(1, meaning('K').includes('√kp') ? sqrt(kp) : kp, kd, sqrt(ks / 2)),
    e: ({ b, c, d, g, i, u, K }) => (b * c * (0.7 + 0.3 * exp(-d)) * g * i * u) / K,
    ...R,
    s: (numbers) => min(6, numbers.e + (numbers.e > 1 ? 0.5 * numbers.R : 0)),
  }),
  long: (of, meaning) => ({
    O: ({ D, L, Z }) => min(Z, cbrt(D * L * L)),
    v: ({ O }) => log(1 + O),
    ...tailOf(log(31), 0.8),
    ...(of.a === 0
      ? {}
      : { a: ({ O, Z }: Numbers) => 2 * clip((O / Z - 0.3) / 0.5, 0, 1) * clip(log(O / 600) / log(24), 0, 1) }),
    ...R,
    s: (numbers) => {
      const { tail, a, B, m, u } = numbers;
      return (
        u *
        min(
          6,
          (tail + a / max(1, B)) / sqrt(m) + (tail > 0.6 ? (meaning('s').includes('0.5 R') ? 0.5 : 1) * numbers.R : 0),
        )
      );
    },
  }),
  repeat: (_, meaning) => ({
    c: ({ r }) => 1 / (1 + (r / 1800) ** 2),
    v: ({ n, c }) => log(1 + n * c),
    ...tailOf(always, 0.7),
    s: ({ tail, c, d1, d2, u }) => u * min(6, 2 * tail * sqrt(c) * exp(-(d1 + d2) / 1.5)),
    w: ({ n }) => (meaning('w').startsWith('√') ? sqrt(n) : n),
  }),
  dnsburst: () => ({
    Q: ({ q1, q2, q3 }) => 0.1 * q1 + 0.3 * q2 + q3,
    v: ({ Q, o, h }) => max(0, log(1 + max(0, Q - 2 * o)) - h),
    ...tailOf(always, 0.4),
    s: ({ tail }) => min(6, 1.3 * tail),
    w: ({ B }) => B ** 0.6,
  }),
  dnsfail: () => ({
    q: ({ f0, n0 }) => clip(f0 / max(1, n0), 0.5, 0.95),
    D: ({ Q }) => Q / (1 + 0.03 * (Q - 1)),
    h: ({ F, Q }) => F / Q,
    s: (of) => min(6, (1 - 1 / of.S) * unbounded('D')(of)),
    w: ({ B }) => B ** 0.6,
  }),
  rare: () => ({ ...R, s: (of) => 0.8 * of.R }),
  guess: () => ({
    s: ({ n, sd, m }) => min(6, (2.5 * log10(n / 5) * exp(-sd / 1.5)) / (1 + m / 60)),
    w: ({ n, S }) => min(sqrt(n), n / S),
  }),
  amplify: () => ({
    s: ({ n, U, W }) => min(6, 3 * log10(W / (6 * U)) + log10(n / 5)),
    w: ({ n }) => sqrt(n),
  }),
  callback: () => ({
    s: ({ t, r, span }) => min(6, -log10(1 - exp((-r * t) / span))),
    w: ({ n }) => sqrt(n),
  }),
};

const corrections: Formulas = {
  x: ({ s, k, T, w }) => s - log10(k) - 0.3 * log10(T) - 1.15 * log10(max(1, w)),
  score: ({ x, f = 1 }) => f * log10(1 + 10 ** x),
};

/** The number of a shown text: `12,345.6`, `−0.3`. */
export function numberIn(text: string): number {
  return Number(text.replaceAll(',', '').replace('−', '-'));
}

/** Half a unit of the last digit of a shown number. */
function halfUnit(text: string): number {
  return 0.5 * 10 ** -(text.split('.')[1]?.length ?? 0);
}

/** Recomputes each line with a formula from the shown numbers. Returns the names of these lines. */
function recompute(
  steps: readonly Step[],
  formulasOf: (of: Numbers, meaning: (line: string) => string) => Formulas,
): string[] {
  expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  const of = Object.fromEntries(steps.map(({ name, text }) => [name, numberIn(text)]));
  const all = { ...formulasOf(of, (line) => steps.find(({ name }) => name === line)?.meaning ?? ''), ...corrections };
  const shown = steps.map(({ name, text }) => `${name}=${text}`).join(' ');
  return steps.flatMap(({ name, meaning, text }) => {
    const formula = all[name];
    if (formula === undefined) return [];
    const value = formula(of);
    const rounding = halfUnit(text) * 1.000001 + 1e-12 * Math.abs(value);
    const isEqual = Math.abs(value - numberIn(text)) <= rounding;
    expect(isEqual, `${name} = ${meaning} is shown as ${text}, recomputed ${value}: ${shown}`).toBe(true);
    return [name];
  });
}

/** Compares the last line with a score, in the digits shown. */
function compare(steps: readonly Step[], score: number): void {
  const { text } = steps[steps.length - 1];
  expect(text).toBe(score.toFixed(text.split('.')[1].length));
}

/** Recomputes the explanation of a flow's score by Volume. `volume` is the score of PCA. */
export function recomputeVolume(steps: readonly Step[], score: number, volume: number): void {
  const formulasOf = () => ({ ...tailOf(always, 0.1), s: ({ tail }: Numbers) => min(6, tail) });
  expect(recompute(steps, formulasOf)).toEqual(['start', 'scale', 'tail', 's', 'x', 'score']);
  expect(Math.abs(numberIn(steps[0].text) - log(1 + volume))).toBeLessThan(0.001);
  compare(steps, score);
}

/**
 * Recomputes the explanations of a flow from their shown numbers and compares each line, and the scores. Returns the
 * indicators that apply, with the formula of their −log10 p.
 */
export function recomputeFlow(
  behaviour: Behaviour,
  row: number,
): { readonly name: PartName; readonly formula: string }[] {
  const names = behaviour.parts.flatMap(({ name }, part) => {
    const steps = deriveFlow(behaviour, part, row);
    if (steps === null) return [];
    compare(steps, partScore(behaviour, part, row));
    expect(recompute(steps, formulas[name]), name).toEqual(expect.arrayContaining(['s', 'x', 'score']));
    return [{ name, formula: steps.find((step) => step.name === 's')?.meaning ?? '' }];
  });
  if (behaviour.leads[row] !== NO_PART) {
    const [highest, sum, score] = deriveSum(behaviour, row).map(({ text }) => numberIn(text));
    const digits = 4;
    expect(Number((highest + sum / 1000).toPrecision(digits))).toBe(score);
    expect(Number(behaviour.scores[row].toPrecision(digits))).toBe(score);
  }
  return names;
}
