import { describe, expect, it } from 'vitest';
import { driftOfNote, explainVerdict } from './drift-words.ts';

const hosts = (known: number, total: number, share: number) => ({ known, total, share, learned: 212 });

describe('a sentence for a drift', () => {
  it.each([
    ['alike', 0.012, null, null, /^1.2 % of this log’s flows lie outside .* Make sure that it is the same network/],
    ['alike', 0.012, null, hosts(60, 65, 0.99), /60 of 65 local hosts .* with 99 % of their flows. That is no proof/],
    ['alike', 0, null, hosts(1, 1, 1), /Its one local host is in the baseline/],
    ['changed', 0.15, null, null, /differs from the baseline: 15 % /],
    [
      'other-hosts',
      0.02,
      null,
      hosts(0, 65, 0),
      /none of this log’s 65 local hosts is among the 212 that .* may still be useful/,
    ],
    ['other-hosts', 0.2, null, hosts(0, 1, 0), /this log’s local host is not among the 212 .* not which flows are odd/],
    ['other-hosts', 0.02, null, hosts(1, 5, 0.05), /only 1 of 5 local hosts are in it, with 5 % of their flows/],
    ['other-network', 0.38, null, null, /another network’s: 38 % of the flows lie outside .* not which flows are odd/],
    [
      'other-network',
      0.38,
      { known: 0, total: 1 },
      null,
      /this log’s local network is not in it, and 38 % .* not which flows/,
    ],
    [
      'other-network',
      0.02,
      { known: 0, total: 3 },
      null,
      /none of this log’s 3 local networks is in it, and 2 % .* may still be useful/,
    ],
  ] as const)('%s, %d', (verdict, outside, networks, known, sentence) => {
    const said = explainVerdict({ verdict, outside, networks, hosts: known });
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/undefined|NaN|null/);
  });

  it('is the same from a note beside the scores', () => {
    const detail = {
      verdict: 'other-hosts',
      outside: 0.02,
      hostsKnown: 0,
      hostsTotal: 65,
      hostsShare: 0,
      hostsLearned: 3,
    };
    expect(explainVerdict(driftOfNote(detail))).toMatch(/none of this log’s 65 local hosts is among the 3/);
    expect(driftOfNote({ verdict: 'changed', outside: 0.2 })).toMatchObject({ networks: null, hosts: null });
  });
});
