import type { Behaviour } from '../core/behaviour/behaviour.ts';
import { behaviourOf } from '../core/behaviour/behaviour-of.ts';
import { ANSWER, ESTABLISHED, UNSCORED } from '../core/behaviour/channels.ts';
import { namesOf } from '../core/behaviour/naming.ts';
import { NONE } from '../core/behaviour/pair-table.ts';
import type { PartName } from '../core/behaviour/part.ts';
import { HALF_HOUR } from '../core/behaviour/parts/dns-half-hours.ts';
import { ICMP, isCallPort, UDP } from '../core/behaviour/words.ts';
import type { Table } from '../core/table/table.ts';
import { quiet } from './read-text.ts';

/** The numbers of an entity, as its indicator gives them, and its −log10 p before corrections. */
export interface CoreEvidence {
  readonly numbers: Readonly<Record<string, number>>;
  readonly unusual: number;
  /** Facts about the row's channel that decide whether a query lists the entity. */
  readonly channel: ChannelFacts;
}

interface ChannelFacts {
  readonly scored: boolean;
  readonly answer: boolean;
  readonly established: boolean;
  readonly isWeb: boolean;
  readonly isCall: boolean;
  readonly isDns: boolean;
  readonly flows: number;
  readonly range: number;
  readonly open: number;
  readonly withData: number;
  readonly largest: number;
}

/** Evidence of every entity of every indicator, by indicator and by key: names joined by blanks, as `huntingQueries` has them. */
export async function evidenceOfCore(table: Table): Promise<ReadonlyMap<PartName, ReadonlyMap<string, CoreEvidence>>> {
  const behaviour = await behaviourOf(table, quiet);
  const largest = largestOf(behaviour);
  return new Map(
    behaviour.parts.map(({ name }, part) => {
      const found = new Map<string, CoreEvidence>();
      const seen = new Set<number>();
      for (let row = 0; row < table.rows; row++) {
        const channel = behaviour.facts.flows.channel[row];
        const entity = behaviour.measured[part].entityOf(channel);
        if (entity === NONE || (seen.has(entity) && !isByTime(name))) continue;
        seen.add(entity);
        const key = keyOf(behaviour, name, entity, row);
        if (found.has(key)) continue;
        const { evidence, surprise } = behaviour.measured[part];
        const { numbers } = evidence(entity, row);
        found.set(key, { numbers, unusual: surprise[entity], channel: factsOf(behaviour, channel, largest[channel]) });
      }
      return [name, found] as const;
    }),
  );
}

function keyOf({ facts }: Behaviour, part: PartName, entity: number, row: number): string {
  const { channels, flows, reader } = facts;
  const channel = flows.channel[row];
  const { source, destination, proto } = namesOf(facts, channel);
  const port = channels.ports.port[channels.port[channel]];
  if (part === 'scan_h' || part === 'spread') return [source, port, proto].join(' ');
  if (part === 'scan_v' || part === 'upload' || part === 'download') return [source, destination, entity % 2].join(' ');
  if (part === 'callback') {
    const { pairs } = channels;
    return `${reader.label('id.orig_h', pairs.source[entity])} ${reader.label('id.resp_h', pairs.destination[entity])}`;
  }
  if (part === 'scan_a') return [source, proto].join(' ');
  if (part === 'fan_in') return destination;
  if (part === 'guess' || part === 'amplify') return [destination, port, proto].join(' ');
  if (!isByTime(part)) return [source, destination, port, proto].join(' ');
  const time = reader.numbers('ts', row, row + 1)[0];
  const seconds = part === 'dnsfail' ? HALF_HOUR : 60;
  return [source, Number.isNaN(time) ? 'none' : Math.floor((time - flows.start) / seconds)].join(' ');
}

/** A source has one piece of evidence per minute, or per half hour. */
function isByTime(part: PartName): boolean {
  return part === 'dnsburst' || part === 'dnsfail';
}

function factsOf({ facts }: Behaviour, channel: number, largest: number): ChannelFacts {
  const { channels, flows } = facts;
  const { ports } = channels;
  const port = channels.port[channel];
  const flags = channels.flags[channel];
  const transport = ports.transport[port];
  return {
    scored: (flags & UNSCORED) === 0,
    answer: (flags & ANSWER) !== 0,
    established: (flags & ESTABLISHED) !== 0,
    isWeb: ports.isWeb[port] === 1,
    isCall: isCallPort(transport, ports.port[port]),
    isDns: ports.port[port] === 53 && transport !== ICMP && (transport === UDP || channels.service[channel] !== 0),
    flows: channels.flows[channel],
    range: channels.to[channel] - channels.from[channel],
    open: Math.min(Math.cbrt(channels.seconds[channel] * channels.longest[channel] ** 2), flows.span),
    withData: channels.withData[channel],
    largest: Math.expm1(largest),
  };
}

/** ln(1 + size) of the largest flow, by channel. */
function largestOf({ facts: { flows, channels } }: Behaviour): Float32Array {
  const largest = new Float32Array(channels.count);
  flows.size.forEach((size, row) => {
    const channel = flows.channel[row];
    if (size > largest[channel]) largest[channel] = size;
  });
  return largest;
}

/** Sources on ports that `spread` leaves out: with a channel that is not scored, or an answer. By key. */
export async function outOfSpread(table: Table): Promise<ReadonlySet<string>> {
  const { facts } = await behaviourOf(table, quiet);
  const { channels, flows, entities } = facts;
  const out = new Set<string>();
  for (let row = 0; row < table.rows; row++) {
    const channel = flows.channel[row];
    const { source, proto } = namesOf(facts, channel);
    const port = channels.ports.port[channels.port[channel]];
    const isOut = (channels.flags[channel] & (UNSCORED | ANSWER)) !== 0;
    const isCommon = channels.ports.isWeb[channels.port[channel]] === 1 || port === 53;
    const isOwn = entities.sourcePorts.isInfrastructure[entities.sourcePorts.ofChannel[channel]] === 1;
    if (isOut || isCommon || isOwn) out.add([source, port, proto].join(' '));
  }
  return out;
}
