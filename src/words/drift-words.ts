import { CHANGED } from '../core/baseline/verdict.ts';
import { formatCount, formatShare } from '../core/number-words.ts';
import type { Drift, LogErrorDetail, Verdict } from '../worker/api.ts';

/** The facts behind a verdict. */
type Judged = Pick<Drift, 'verdict' | 'outside' | 'networks' | 'hosts'>;

/** A verdict in a word or two. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  alike: 'No difference seen',
  changed: 'Changed',
  'other-hosts': 'Other hosts',
  'other-network': 'Another network',
};

/** What a drift means for the scores, in plain words. */
export function explainVerdict(drift: Judged): string {
  return sentences[drift.verdict](drift);
}

/** The drift in a note beside the scores. Unknown numbers are absent. */
export function driftOfNote(detail: LogErrorDetail): Judged {
  const { verdict, outside, known, total, hostsKnown, hostsTotal, hostsShare, hostsLearned } = detail;
  return {
    verdict: verdict as Verdict,
    outside: Number(outside),
    networks: total === undefined ? null : { known: Number(known), total: Number(total) },
    hosts:
      hostsTotal === undefined
        ? null
        : {
            known: Number(hostsKnown),
            total: Number(hostsTotal),
            share: Number(hostsShare),
            learned: Number(hostsLearned),
          },
  };
}

const sentences: Readonly<Record<Verdict, (drift: Judged) => string>> = {
  alike: ({ outside, hosts }) =>
    `${formatShare(outside)} of this log’s flows lie outside what the baseline saw, no more than another day of the same network shows. ${
      hosts === null
        ? 'Which local hosts the baseline saw cannot be compared here, and a network with similar traffic would look the same. Make sure that it is the same network.'
        : `${knownHosts(hosts)} That is no proof: a network with similar addresses and traffic would look the same.`
    }`,
  changed: ({ outside }) =>
    `This log differs from the baseline: ${formatShare(outside)} of its flows lie outside what the baseline saw, more than another day of the same network shows. An attack can do that, or a baseline that is out of date.`,
  'other-hosts': ({ outside, hosts }) =>
    `This baseline is of other hosts: ${hosts === null ? '' : foreignHosts(hosts)} So it is another network’s, or another part’s of this one. ${formatShare(outside)} of the flows lie outside what it saw. ${outside < CHANGED ? ofUse : ofNone}`,
  'other-network': ({ outside, networks }) => {
    const share = formatShare(outside);
    const differ = outside < CHANGED ? ofUse : ofNone;
    if (networks?.known !== 0) {
      return `This baseline looks like another network’s: ${share} of the flows lie outside what it saw. ${differ} Should it be the same network, then most of this log is something it has never seen.`;
    }
    const { total } = networks;
    const which =
      total === 1 ? 'this log’s local network is not' : `none of this log’s ${formatCount(total)} local networks is`;
    return `This baseline looks like another network’s: ${which} in it, and ${share} of the flows lie outside what it saw. ${differ}`;
  },
};

const ofUse =
  'Sizes and durations are similar, so the scores may still be useful. Look at the first flows before you trust them.';
const ofNone = 'The scores then say how different the two are, not which flows are odd.';

function knownHosts({ known, total, share }: NonNullable<Drift['hosts']>): string {
  if (total === 1) return 'Its one local host is in the baseline.';
  const which = known === total ? `All ${formatCount(total)}` : `${formatCount(known)} of ${formatCount(total)}`;
  return `${which} local hosts that were compared are in it, with ${formatShare(share)} of their flows.`;
}

function foreignHosts({ known, total, share, learned }: NonNullable<Drift['hosts']>): string {
  if (known > 0) {
    return `only ${formatCount(known)} of ${formatCount(total)} local hosts are in it, with ${formatShare(share)} of their flows.`;
  }
  const here = total === 1 ? 'this log’s local host is not' : `none of this log’s ${formatCount(total)} local hosts is`;
  return `${here} among the ${learned === 1 ? 'one' : formatCount(learned)} that it learned from.`;
}
