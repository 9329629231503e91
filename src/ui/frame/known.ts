import { useRef } from 'react';
import { type Entity, entityKey } from '../workspace/entity.ts';

/** What lists said of what was opened from them, until the engine says more. */
export interface Known {
  learn(entity: Entity, row: unknown): void;
  /** Null when it was not opened from a row. */
  of(entity: Entity): unknown;
}

/** Those of one run and detection: another one begins anew. */
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
