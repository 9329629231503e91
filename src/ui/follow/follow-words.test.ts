import { describe, expect, it } from 'vitest';
import { explainVerdict } from '../../words/drift-words.ts';
import type { Drift, FollowUpdate } from '../../worker/api.ts';
import { explainFollowing } from './follow-words.ts';

const feature = { low: 0, high: 1, usual: 0, usualHere: 0, isConstant: false };
const drift: Drift = {
  verdict: 'changed',
  outside: 0.14,
  angle: 3,
  kept: 2,
  keptShare: 0.9,
  networks: null,
  hosts: null,
  channels: null,
  flows: 2000,
  features: [
    { ...feature, name: 'duration', outside: 0.01 },
    { ...feature, name: 'resp_bytes', outside: 0.13 },
  ],
};

const calm: FollowUpdate = {
  status: {
    ...{ file: 'conn.log', position: 1, size: 1, flows: 1, above: 0, findings: 0, unread: 0, perMinute: 0 },
    ...{ lastRow: null, lag: null, isStalled: false },
  },
  ...{ model: null, flows: [], above: 0, findings: [], turns: [], drift: null, problem: null, blocked: null },
};

describe('what is said of a followed log', () => {
  it('has the drift in the words and by the measure of the Baseline dialog', () => {
    const words = explainFollowing({ ...calm, drift }, 'directory');
    expect(words).toContain(`Changed. ${explainVerdict(drift)}`);
    expect(words).toContain('14 % of its flows lie outside');
    expect(words).toContain('Most are outside in resp_bytes (13 %).');
    expect(explainFollowing({ ...calm, drift: { ...drift, verdict: 'alike' } }, 'directory')).toBe('');
  });

  it('says of a file that rows before a rotation can be missed, and of a folder nothing while all is well', () => {
    expect(explainFollowing(calm, 'file')).toContain('before a rotation can be missed');
    expect(explainFollowing(calm, 'directory')).toBe('');
    const lost = { ...calm, turns: ['lost', 'rotated'] } as const;
    expect(explainFollowing(lost, 'file')).toContain('Follow the folder to have them too.');
    expect(explainFollowing(lost, 'directory')).not.toContain('Follow the folder');
  });

  it('asks for the permission before all else', () => {
    expect(explainFollowing({ ...calm, drift, blocked: 'permission' }, 'file')).toContain('until you allow it again');
  });
});
