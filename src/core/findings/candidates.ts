import type { Behaviour } from '../behaviour/behaviour.ts';
import { inStretches } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import { type AddressField, hostField } from '../schema/host-field.ts';
import { wantedCodes } from '../selection/group-test.ts';
import type { Predicate } from '../selection/predicate.ts';
import { selectableOf } from '../selection/selectable.ts';
import type { Table } from '../table/table.ts';

const none: readonly number[] = [];

/** For each host pair, the finding conditions that its flows may meet. Most pairs have none. 4 bytes per pair. */
export async function candidatesOf(
  table: Table,
  { facts: { channels } }: Behaviour,
  wheres: readonly (readonly Predicate[])[],
  control: Control,
): Promise<(pair: number) => readonly number[]> {
  const hosts = wheres.map((where) => hostsOf(table, where));
  const { source, destination, count } = channels.pairs;
  const bySource = listsBy(hosts.map(({ sources }) => sources));
  const byDestination = listsBy(hosts.map(({ sources, destinations }) => (sources.length > 0 ? [] : destinations)));
  const anywhere = hosts.flatMap((of, list) => (of.sources.length + of.destinations.length === 0 ? [list] : []));
  const wanted = hosts.map(({ destinations }) => (destinations.length === 0 ? null : new Set(destinations)));
  const kinds: (readonly number[])[] = [none];
  const known = new Map<string, number>([['', 0]]);
  const kindOf = new Uint32Array(count);
  await inStretches(control, count, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      const ofSource = bySource.get(source[pair]) ?? none;
      const ofDestination = byDestination.get(destination[pair]) ?? none;
      if (ofSource.length + ofDestination.length + anywhere.length === 0) continue;
      const lists = [...ofSource, ...ofDestination, ...anywhere].filter(
        (list) => wanted[list]?.has(destination[pair]) ?? true,
      );
      const key = lists.join(' ');
      const kind = known.get(key) ?? kinds.push(lists) - 1;
      known.set(key, kind);
      kindOf[pair] = kind;
    }
  });
  return (pair) => kinds[kindOf[pair]];
}

/** Codes of the hosts that the conditions allow. Empty for any host. */
interface Hosts {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

function hostsOf(table: Table, where: readonly Predicate[]): Hosts {
  const of = (field: AddressField) => allowed(table, where, hostField(table.columns, field)) ?? [];
  return { sources: of('id.orig_h'), destinations: of('id.resp_h') };
}

/** Null when the conditions do not restrict the field. */
function allowed(table: Table, where: readonly Predicate[], field: string): number[] | null {
  const column = table.columns.get(field);
  for (const condition of where) {
    if (condition.op === 'in' && condition.field === field && column?.kind === 'category') {
      return wantedCodes(selectableOf(table), condition);
    }
    const all = condition.op === 'all' ? allowed(table, condition.of, field) : null;
    if (all !== null) return all;
    if (condition.op !== 'any') continue;
    const ways = condition.of.map((way) => allowed(table, [way], field));
    if (ways.every((codes) => codes !== null)) return ways.flat();
  }
  return null;
}

function listsBy(codes: readonly (readonly number[])[]): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  codes.forEach((own, list) => {
    for (const code of new Set(own)) {
      const others = lists.get(code);
      if (others === undefined) lists.set(code, [list]);
      else others.push(list);
    }
  });
  return lists;
}
