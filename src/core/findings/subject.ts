import type { Behaviour } from '../behaviour/behaviour.ts';
import { ICMP } from '../behaviour/words.ts';
import { failedStates } from '../schema/failed-flow.ts';
import { type AddressField, hostField } from '../schema/host-field.ts';
import { anyOf, equals, keyOf, keyOfAll, type Predicate } from '../selection/predicate.ts';
import type { Line } from './line.ts';
import { isScan } from './merge.ts';

/** A group with more than this many alternatives gets wider conditions instead. */
const MOST_WAYS = 32;

/**
 * The conditions that define a group's flows. For most groups: all flows of its pairs, channels or services. For a
 * scan: the flows from the source to the scanned targets within the interval of the scan. `fields` are the fields of
 * the log.
 */
export function conditionsOf(behaviour: Behaviour, lines: readonly Line[], fields: ReadonlySet<string>): Predicate[] {
  const words = new Words(behaviour, fields);
  const ways = distinct(lines.map((line) => words.way(line)));
  return ways.length > MOST_WAYS ? words.wide(lines) : unionOf(ways);
}

/** The conditions of the flows that meet the conditions of any of several lists. */
export function unionOf(all: readonly (readonly Predicate[])[]): Predicate[] {
  const ways = distinct(all);
  if (ways.length === 1) return ways[0];
  const shared = ways[0].filter((condition) => ways.every((way) => way.some((other) => isSame(condition, other))));
  const rest = ways.map((way) => way.filter((condition) => !shared.some((other) => isSame(condition, other))));
  // An alternative without further conditions contains all the others.
  return rest.some((way) => way.length === 0) ? shared : [...shared, anyOf(rest)];
}

/** Builds conditions from the log's own values. */
class Words {
  private readonly behaviour: Behaviour;
  private readonly fields: ReadonlySet<string>;

  constructor(behaviour: Behaviour, fields: ReadonlySet<string>) {
    this.behaviour = behaviour;
    this.fields = fields;
  }

  /** The conditions for the flows of one line. */
  way(line: Line): Predicate[] {
    const { channels } = this.behaviour.facts;
    const [source, destination] = [this.host('id.orig_h', line.source), this.host('id.resp_h', line.destination)];
    switch (line.witness) {
      case 'scan_v':
        return [...source, ...destination, ...this.stretch([line])];
      case 'scan_h':
      case 'spread':
        return [...source, ...this.port(line.port), ...this.stretch([line])];
      case 'scan_a':
        return [...source, ...this.proto(line.port), ...this.highPorts(), ...this.failed(), ...this.stretch([line])];
      case 'fan_in':
        return [...destination, ...this.failed()];
      case 'guess':
      case 'amplify':
        return [...destination, ...this.port(line.port)];
      case 'dnsburst':
      case 'dnsfail':
        return [...source, ...(line.isToOne ? destination : []), ...this.equals('id.resp_p', '53')];
      default:
        return channels.pairs.isInside[line.pair] === 1
          ? [...source, ...destination, ...this.port(line.port)]
          : [...source, ...destination];
    }
  }

  /** Wider conditions that hold for the flows of many lines. */
  wide(lines: readonly Line[]): Predicate[] {
    const [first] = lines;
    const isOne = (of: (line: Line) => number) => lines.every((line) => of(line) === of(first));
    const areScans = lines.every(isScan);
    return [
      ...(isOne(({ source }) => source) ? this.host('id.orig_h', first.source) : []),
      ...(isOne(({ destination }) => destination) ? this.host('id.resp_h', first.destination) : []),
      ...(isOne(({ port }) => port) ? this.port(first.port) : []),
      ...(areScans ? [...this.failed(), ...this.stretch(lines)] : []),
    ];
  }

  private host(field: AddressField, code: number): Predicate[] {
    return this.equals(hostField(this.fields, field), this.behaviour.facts.reader.label(field, code));
  }

  private port(id: number): Predicate[] {
    const { ports } = this.behaviour.facts.channels;
    const isIcmp = ports.transport[id] === ICMP;
    return [...this.proto(id), ...(isIcmp ? [] : this.equals('id.resp_p', String(ports.port[id])))];
  }

  private proto(id: number): Predicate[] {
    const { channels, reader } = this.behaviour.facts;
    return this.equals('proto', reader.label('proto', channels.ports.proto[id]));
  }

  private highPorts(): Predicate[] {
    return [{ op: 'range', field: 'id.resp_p', from: 1024, to: 65_535 }];
  }

  /** What the fields say of a failed flow: see `failedMeaning`. */
  private failed(): Predicate[] {
    const states = failedStates.flatMap((state) => this.equals('conn_state', state));
    const silent: Predicate[] = [{ op: 'in', field: 'resp_pkts', values: ['0', ''] }];
    const ways = [...(this.fields.has('resp_pkts') ? silent : []), ...states];
    return [{ op: 'any', of: ways }];
  }

  private stretch(lines: readonly Line[]): Predicate[] {
    const from = lines.reduce((least, line) => Math.min(least, line.from), Infinity);
    const to = lines.reduce((most, line) => Math.max(most, line.to), -Infinity);
    return from <= to ? [{ op: 'range', field: 'ts', from, to }] : [];
  }

  /** Empty for a field that the log lacks or that is unset. */
  private equals(field: string, text: string): Predicate[] {
    return text === '' || !this.fields.has(field) ? [] : [equals(field, text)];
  }
}

function distinct(ways: readonly (readonly Predicate[])[]): Predicate[][] {
  return [...new Map(ways.map((way) => [keyOfAll(way), [...way]])).values()];
}

function isSame(a: Predicate, b: Predicate): boolean {
  return keyOf(a) === keyOf(b);
}
