import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { openSession } from '../testing/open-session.ts';
import type { Finding } from '../worker/api.ts';
import { briefEvidence, clausesOf, strengthOf } from './finding-words.ts';

function strength(total: number, points: number, made: Finding['made'], routine: Finding['routine'] = null): string {
  return strengthOf({
    strength: total,
    points,
    made,
    routine,
    stages: [],
    evidence: [{ label: 'Beacon' }],
  } as unknown as Finding);
}

it('explains a strength, and its terms add up', () => {
  expect(strength(1.9 + 1.4, 41, { surprise: 6, score: 1.9 })).toBe(
    'Strength 3.3, as −log10 p: “Beacon” scored 6.0. After correcting for similar channels and for the number of flows, 1.9 remains. Half of log10 of its 631 flows adds 1.4.',
  );
  expect(strength(7.5, 94, { surprise: 6, score: 6 })).toBe(
    'Strength 7.5, as −log10 p: Behaviour’s score is 6.0. Half of log10 of its 1,000 flows adds 1.5.',
  );
  expect(strength(4, 50, { surprise: 4, score: 4 })).toBe('Strength 4.0, as −log10 p: Behaviour’s score is 4.0.');
  const routine = { pattern: 'monitoring host', remains: 0.5, sentence: '' } as unknown as Finding['routine'];
  expect(strength(2, 25, { surprise: 4, score: 4 }, routine)).toBe(
    'Strength 4.0, as −log10 p: Behaviour’s score is 4.0. The pattern “monitoring host” leaves 2.0, 50 % of it.',
  );
  expect(strength(2.7, 34, null)).toMatch(/^Strength 2.7, .* by volume, after correcting for similar host pairs\.$/);
});

it('explains any strength with numbers from which the next ones and the points follow', () => {
  const score = fc.double({ min: 0.5, max: 6.5, noNaN: true });
  fc.assert(
    fc.property(score, fc.nat(100_000), fc.constantFrom(1, 0.5), (own, more, remains) => {
      const total = remains * (own + 0.5 * Math.log10(1 + more));
      const points = Math.min(100, Math.round(12.5 * total));
      // Closer to a half point than twelve decimals can tell.
      fc.pre(Math.abs(((12.5 * total) % 1) - 0.5) > 1e-9);
      const routine = { pattern: 'backup', remains, sentence: '' } as unknown as Finding['routine'];
      const text = strength(total, points, { surprise: own + 1, score: own }, routine);
      const number = (before: RegExp) => Number(before.exec(text)?.[1] ?? Number.NaN);
      const [all, left] = [number(/^Strength (\d+\.\d+)/), number(/flows, (\d+\.\d+) remains/)];
      const flows = Number((/of its ([\d,]+) flows/.exec(text)?.[1] ?? '1').replaceAll(',', ''));
      const decimals = (/^Strength \d+\.(\d+)/.exec(text)?.[1] ?? '').length;
      expect(flows).toBe(1 + more);
      const added = flows === 1 ? 0 : number(/flows adds (\d+\.\d+)/);
      expect(added.toFixed(decimals)).toBe((0.5 * Math.log10(flows)).toFixed(decimals));
      expect((left + added).toFixed(decimals)).toBe(all.toFixed(decimals));
      const last = remains === 1 ? all : number(/leaves (\d+\.\d+)/);
      expect((all * remains).toFixed(decimals)).toBe(last.toFixed(decimals));
      expect(Math.min(100, Math.round(12.5 * last))).toBe(points);
    }),
    // 7 − 5e-13, of which 12 decimals are 7: 87 and 88 points.
    { numRuns: 2000, examples: [[6.499999999999501, 9, 1]] },
  );
});

it('repeats neither addresses nor the port of its line, and keeps all other numbers', async () => {
  const { engine } = await openSession({ 'conn.log': makeSample() });
  const { list = [] } = (await engine.findings(() => {}, new AbortController().signal)) ?? {};
  expect(list.length).toBeGreaterThan(5);
  for (const finding of list) {
    const { source, destination, port, evidence } = finding;
    const brief = briefEvidence(finding);
    const names = [source.name, destination.name, port.name].filter((name) => name !== null);
    // A sentence that begins with the finding's own number says who did the rest.
    if (!/^[\d,]+ \w+ in these flows\./.test(brief)) {
      for (const name of [source.name, destination.name]) if (name !== null) expect(brief).not.toContain(name);
    }
    const numbers = (text: string) => names.reduce((left, name) => left.replaceAll(name, ''), text).match(/\d+/g);
    expect(numbers(brief)).toEqual(numbers(evidence[0].sentence));
    expect(brief).toMatch(/^[A-Z\d]/);
    expect(brief).not.toMatch(/ {2}|^[,:;]| [,;]|,,/);
  }
});

it.each([
  [
    '130 gaps of about 5 min between flows of A to B, 80/tcp, more even',
    '130 gaps of about 5 min between flows, more even',
  ],
  ['160 similar flows of A to B, 80/tcp, in 8 min', '160 similar flows in 8 min'],
  ['A to B, 80/tcp: open 34 min, 3.54 % of the log', 'Open 34 min, 3.54 % of the log'],
  ['A tried 1,000 ports of B; all flows to 995 failed', 'Tried 1,000 ports; all flows to 995 failed'],
  ['A sent 400 MB to B and received 1.3 MB in 1 flow', 'Sent 400 MB and received 1.3 MB in 1 flow'],
  ['A to B: irc on 80/tcp, which 1 of 42 hosts serves', 'Irc on 80/tcp, which 1 of 42 hosts serves'],
  ['80 sources failed to reach B', '80 sources failed to reach B'],
])('shortens "%s"', (sentence, brief) => {
  const one = (name: string) => ({ name, count: 1 });
  const finding = {
    stages: [],
    source: one('A'),
    destination: one('B'),
    port: one('80/tcp'),
    evidence: [{ sentence }],
  };
  expect(briefEvidence(finding as unknown as Finding)).toBe(brief);
});

it.each([
  'Tried 254 hosts|; all flows to 254 failed| (elsewhere 0.2 % of targets)',
  '130 gaps of about 5 min between flows|, more even than chance|; same request size',
  '254 hosts in these flows|. In the whole log, A tried 1,255 hosts|; all flows to 254 failed',
  'Open 34 min|, 3.54 % of the log',
  '160 similar flows in 8 min',
])('splits "%s" before its later clauses', (marked) => {
  expect(clausesOf(marked.replaceAll('|', ''))).toEqual(marked.split('|'));
});
