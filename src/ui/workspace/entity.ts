import type { Side } from '../../worker/api.ts';

/** An item that can be opened beside a list. Plain data, equal on every machine with the log. */
export type Entity =
  | { readonly kind: 'flow'; readonly flow: number }
  | { readonly kind: 'host'; readonly side: Side; readonly address: string | null }
  | { readonly kind: 'channel'; readonly channel: number }
  | { readonly kind: 'finding'; readonly id: string };

/** The kind of an entity: `flow`, `host`, `channel` or `finding`. */
export type EntityKind = Entity['kind'];

/** Key of an entity: equal for equal entities. */
export function entityKey(entity: Entity): string {
  switch (entity.kind) {
    case 'flow':
      return `flow ${entity.flow}`;
    case 'host':
      return `host ${entity.side} ${entity.address}`;
    case 'channel':
      return `channel ${entity.channel}`;
    case 'finding':
      return `finding ${entity.id}`;
  }
}

/** Whether both are the same entity, or both null. */
export function isSameEntity(one: Entity | null, other: Entity | null): boolean {
  return one === null || other === null ? one === other : entityKey(one) === entityKey(other);
}
