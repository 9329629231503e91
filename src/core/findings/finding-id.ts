import { keyOfAll, type Predicate } from '../selection/predicate.ts';
import type { FindingKind } from './finding.ts';

/**
 * Stable ids of findings for filters, tags and reports: the kind and a hash of the conditions, such as
 * `port-scan-1x9k2f`. Equal in every run of the same log. A second finding with the same id gets the suffix `-2`.
 */
export function findingIds(
  findings: readonly { readonly kind: FindingKind; readonly where: readonly Predicate[] }[],
): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ kind, where }) => {
    const name = `${kind.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${shortHash(keyOfAll(where))}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
}

/** 32-bit FNV-1a in base 36. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36);
}
