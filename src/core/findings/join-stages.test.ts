import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinStages, LEAST_CORE, type StageFacts, WINDOW } from './join-stages.ts';

const stage = (kind: StageFacts['kind'], from: number, over: Partial<StageFacts> = {}): StageFacts => ({
  ...{ kind, strength: 5, source: '10.0.0.23', reached: [], from, to: from + 300, isBenign: false },
  ...over,
});

const scan = stage('Network scan', 10_000);
const logIns = stage('Brute force', 13_000, { reached: ['10.0.0.5'] });
const upload = stage('Bulk upload', 18_000, { strength: 2.6 });

describe('joinStages', () => {
  it('joins a scan, log-ins and an upload of one host', () => {
    expect(joinStages([scan, logIns, upload], 0)).toEqual([[0, 1, 2]]);
  });

  it('follows to a host that was reached, and to no other', () => {
    const next = stage('Bulk upload', 15_000, { source: '10.0.0.5', strength: 3 });
    expect(joinStages([logIns, next], 0)).toEqual([[0, 1]]);
    expect(joinStages([{ ...scan, reached: [] }, next], 0)).toEqual([[0], [1]]);
    expect(joinStages([logIns, { ...next, from: 9000, to: 9100 }], 0)).toEqual([[0], [1]]);
  });

  it('joins two scans across hosts, but not those of one host', () => {
    const reaching = { ...scan, reached: ['10.0.0.5'] };
    const next = stage('Port scan', 12_000, { source: '10.0.0.5' });
    expect(joinStages([reaching, next], 0)).toEqual([[0, 1]]);
    expect(joinStages([reaching, { ...next, source: scan.source }], 0)).toEqual([[0], [1]]);
  });

  it('joins a scan that began with the log', () => {
    expect(joinStages([{ ...scan, from: 10 }, logIns], 0)).toEqual([[0, 1]]);
  });

  it('joins nothing without times', () => {
    const untimed = (one: StageFacts) => ({ ...one, from: Number.NaN, to: Number.NaN });
    expect(joinStages([scan, untimed(logIns), untimed(upload)], 0)).toEqual([[0], [1], [2]]);
  });

  it.each<[string, StageFacts]>([
    ['of another host', { ...upload, source: '10.0.0.24' }],
    ['of several hosts', { ...upload, source: null }],
    ['weaker than a stage', { ...upload, strength: 2.4 }],
    ['hours later', { ...upload, from: 14_000 + WINDOW, to: 15_000 + WINDOW }],
    ['sent before the scan', { ...upload, from: 9000, to: 9500 }],
    ['that resembles a benign pattern', { ...upload, isBenign: true }],
    ['about many sources', { ...upload, kind: 'Distributed scan or flood' }],
  ])('leaves out a stage %s', (_, other) => {
    expect(joinStages([scan, other], 0)).toEqual([[0], [1]]);
  });

  it('leaves out what was there when the log began', () => {
    const beacon = stage('Beacon', 10, { to: 50_000 });
    expect(joinStages([scan, beacon], 0)).toEqual([[0], [1]]);
    expect(joinStages([scan, { ...beacon, from: 5000 }], 0)).toEqual([[0, 1]]);
  });

  it('is built on a strong scan or log-ins', () => {
    expect(joinStages([{ ...scan, strength: LEAST_CORE - 0.1 }, upload], 0)).toEqual([[0], [1]]);
    expect(joinStages([stage('Beacon', 10_000), upload], 0)).toEqual([[0], [1]]);
  });
});

const any = fc.record({
  kind: fc.constantFrom<StageFacts['kind']>(
    ...(['Network scan', 'Port scan', 'Brute force', 'Lateral movement or spraying'] as const),
    ...(['Beacon', 'Long connection', 'Bulk upload', 'Unusual upload', 'Odd volume', 'DNS burst'] as const),
  ),
  strength: fc.double({ min: 2, max: 8, noNaN: true }),
  source: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', null),
  reached: fc.uniqueArray(fc.constantFrom('10.0.0.2', '10.0.0.3', '10.0.0.9'), { maxLength: 2 }),
  from: fc.integer({ min: 0, max: 100_000 }),
  isBenign: fc.boolean(),
});
const stagesOf = fc
  .array(fc.tuple(any, fc.integer({ min: 0, max: 9000 })), { maxLength: 14 })
  .map((all): StageFacts[] => all.map(([one, lasts]) => ({ ...one, to: one.from + lasts })));

describe('any stages', () => {
  it('are each in exactly one incident', () => {
    fc.assert(
      fc.property(stagesOf, (stages) => {
        const members = joinStages(stages, 0).flat();
        expect(members.toSorted((a, b) => a - b)).toEqual(stages.map((_, at) => at));
      }),
    );
  });

  it('of hosts that reach no other are never joined across hosts', () => {
    fc.assert(
      fc.property(stagesOf, (stages) => {
        for (const own of joinStages(
          stages.map((one) => ({ ...one, reached: [] })),
          0,
        )) {
          expect(own.length === 1 ? 1 : new Set(own.map((at) => stages[at].source)).size).toBe(1);
          if (own.length > 1) expect(own.some((at) => stages[at].strength >= LEAST_CORE)).toBe(true);
        }
      }),
    );
  });

  it('stay apart where they were apart, when a weak stage comes to them', () => {
    fc.assert(
      fc.property(stagesOf, any, (stages, extra) => {
        const weak: StageFacts = { ...extra, strength: 3, to: extra.from + 100 };
        const before = joinStages(stages, 0);
        const after = joinStages([...stages, weak], 0);
        expect(after.map((own) => own.filter((at) => at < stages.length)).filter(({ length }) => length > 0)).toEqual(
          before,
        );
      }),
    );
  });
});
