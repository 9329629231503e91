import type { Behaviour } from '../behaviour/behaviour.ts';
import { type Channels, INFRASTRUCTURE } from '../behaviour/channels.ts';
import { isFailing } from '../behaviour/entities.ts';
import { measuredBy } from '../behaviour/measured-by.ts';
import { inStretches } from '../behaviour/pace.ts';
import { NONE } from '../behaviour/pair-table.ts';
import type { PartName } from '../behaviour/part.ts';
import { TCP } from '../behaviour/words.ts';
import type { Control } from '../control.ts';
import type { ChannelTimes } from '../groups/channel-times.ts';
import { hostsOfPairs, type Side } from './sides.ts';

/** Kinds of scan badges, see docs/hosts-and-channels.md. */
export type BadgeKind = 'horizontal' | 'vertical' | 'scattered' | 'scanned' | 'crowd';

/** The rule of a badge: the indicator whose entities earn it by a high score. */
interface BadgeRule {
  readonly kind: BadgeKind;
  readonly part: PartName;
  readonly side: Side;
  /** Whether the number of dead targets must also qualify as a scan. */
  readonly ofTargets: boolean;
}

const badgeRules: readonly BadgeRule[] = [
  { kind: 'horizontal', part: 'scan_h', side: 'source', ofTargets: true },
  { kind: 'vertical', part: 'scan_v', side: 'source', ofTargets: true },
  { kind: 'scattered', part: 'scan_a', side: 'source', ofTargets: false },
  { kind: 'scanned', part: 'scan_v', side: 'destination', ofTargets: true },
  { kind: 'crowd', part: 'fan_in', side: 'destination', ofTargets: false },
];

/** Minimum score: one in a hundred by chance. */
const REMARKABLE = 2;
/** Minimum number of dead targets of a scan, and their minimum fraction of all targets. */
const LEAST_DEAD = 5;
const LEAST_DEAD_SHARE = 0.5;
/**
 * This number and fraction of dead targets is a scan in any log. It covers logs that consist mostly of one scan, where
 * scores are low.
 */
const PLAIN_DEAD = 20;
const PLAIN_DEAD_SHARE = 0.9;

/** Badges of one kind, by host. */
export interface Badges {
  readonly rule: BadgeRule;
  /** −log10 p of the strongest entity with a badge: at least 0.01, or 0 without a badge. */
  readonly strength: Float32Array;
  /** Number of the host's entities with a badge. */
  readonly count: Uint32Array;
  /** A channel of the strongest entity. */
  readonly channel: Uint32Array;
}

/** Badges of every rule for the hosts of one side. */
export async function findBadges(behaviour: Behaviour, side: Side, hosts: number, control: Control): Promise<Badges[]> {
  const found: Badges[] = [];
  for (const rule of badgeRules) if (rule.side === side) found.push(await findKind(behaviour, rule, hosts, control));
  return found;
}

async function findKind(behaviour: Behaviour, rule: BadgeRule, hosts: number, control: Control): Promise<Badges> {
  const { channels } = behaviour.facts;
  const { entityOf, surprise } = measuredBy(behaviour, rule.part);
  const tries = rule.ofTargets ? await countTries(channels, entityOf, surprise.length, control) : null;
  const hostOf = hostsOfPairs(channels, rule.side);
  const badges = {
    rule,
    strength: new Float32Array(hosts),
    count: new Uint32Array(hosts),
    channel: new Uint32Array(hosts).fill(NONE),
  };
  const isCounted = new Uint8Array(surprise.length);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const entity = entityOf(channel);
      if (entity === NONE || isCounted[entity] === 1) continue;
      isCounted[entity] = 1;
      const isEarned = tries === null ? surprise[entity] >= REMARKABLE : isScan(tries, entity, surprise[entity]);
      if (!isEarned) continue;
      const host = hostOf[channels.pair[channel]];
      const strength = Math.max(surprise[entity], 0.01);
      badges.count[host]++;
      if (strength <= badges.strength[host]) continue;
      badges.strength[host] = strength;
      badges.channel[host] = channel;
    }
  });
  return badges;
}

/** Channels of each entity that are not infrastructure, and the dead ones among them. */
interface Tries {
  readonly all: Uint32Array;
  readonly dead: Uint32Array;
}

function isScan({ all, dead }: Tries, entity: number, surprise: number): boolean {
  const share = dead[entity] / Math.max(1, all[entity]);
  if (dead[entity] >= PLAIN_DEAD && share >= PLAIN_DEAD_SHARE) return true;
  return surprise >= REMARKABLE && dead[entity] >= LEAST_DEAD && share >= LEAST_DEAD_SHARE;
}

async function countTries(
  channels: Channels,
  entityOf: (channel: number) => number,
  entities: number,
  control: Control,
): Promise<Tries> {
  const tries = { all: new Uint32Array(entities), dead: new Uint32Array(entities) };
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const entity = entityOf(channel);
      if (entity === NONE || (channels.flags[channel] & INFRASTRUCTURE) !== 0) continue;
      tries.all[entity]++;
      if (isDead(channels, channel)) tries.dead[entity]++;
    }
  });
  return tries;
}

/**
 * Whether every flow failed, excluding flows whose answer was only not captured: TCP sends no data before an answer.
 */
function isDead(channels: Channels, channel: number): boolean {
  const isUnseen = channels.ports.transport[channels.port[channel]] === TCP && channels.withData[channel] > 0;
  return !isUnseen && isFailing(channels, channel);
}

/** Evidence of a badge: the numbers of the strongest entity, and the number of further entities. */
export function badgeEvidence(
  behaviour: Behaviour,
  { rule, channel, count }: Badges,
  host: number,
  times: ChannelTimes,
): { readonly sentence: string; readonly more: number } {
  const { entityOf, evidence } = measuredBy(behaviour, rule.part);
  const { sentence } = evidence(entityOf(channel[host]), times.row[channel[host]]);
  return { sentence, more: count[host] - 1 };
}
