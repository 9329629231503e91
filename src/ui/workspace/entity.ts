import type { Side } from '../../worker/api.ts';

/** One thing that can be looked at beside a list: plain data, the same on every machine that has the log. */
export type Entity =
  | { readonly kind: 'flow'; readonly flow: number }
  | { readonly kind: 'host'; readonly side: Side; readonly address: string | null }
  | { readonly kind: 'channel'; readonly channel: number }
  | { readonly kind: 'finding'; readonly id: string };

export type EntityKind = Entity['kind'];

/** The same text for the same entity. */
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

export function isSameEntity(one: Entity | null, other: Entity | null): boolean {
  return one === null || other === null ? one === other : entityKey(one) === entityKey(other);
}
