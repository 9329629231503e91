import { useRef } from 'react';
import { type Entity, entityKey } from '../workspace/entity.ts';

/** Facts from list rows about open entities, shown until the details arrive. */
export interface Known {
  learn(entity: Entity, row: unknown): void;
  /** Null if it was not opened from a row. */
  of(entity: Entity): unknown;
}

/** The facts for one run and detection; another one starts empty. */
export function useKnown(of: unknown): Known {
  const kept = useRef<{ readonly of: unknown; readonly known: Known } | null>(null);
  if (kept.current === null || kept.current.of !== of) kept.current = { of, known: newKnown() };
  return kept.current.known;
}

function newKnown(): Known {
  const rows = new Map<string, unknown>();
  return {
    learn: (entity, row) => rows.set(entityKey(entity), row),
    of: (entity) => rows.get(entityKey(entity)) ?? null,
  };
}
