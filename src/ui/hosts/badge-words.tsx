import type { Badge, BadgeKind } from '../../worker/api.ts';
import lists from '../grid/list.module.css';
import { formatCount } from '../parts/format.ts';

/** Labels of badges. They equal the names of the corresponding findings. */
const words: Readonly<Record<BadgeKind, readonly [label: string, one: string, more: string]>> = {
  horizontal: ['Network scan', 'on 1 more port', 'on # more ports'],
  vertical: ['Port scan', 'of 1 more host', 'of # more hosts'],
  scattered: ['Scattered scan', 'by 1 more protocol', 'by # more protocols'],
  scanned: ['Port scan target', 'by 1 more source', 'by # more sources'],
  crowd: ['Distributed scan or flood', 'once more', '# times more'],
};

export function badgeLabel(kind: BadgeKind): string {
  return words[kind][0];
}

/** The evidence in one sentence: the strongest case, and the number of further cases. */
export function badgeSentence({ kind, sentence, more }: Badge): string {
  const [, one, many] = words[kind];
  if (more === 0) return `${sentence}.`;
  return `${sentence}. The same ${more === 1 ? one : many.replace('#', formatCount(more))}.`;
}

/** Labels of a host's badges. Tooltips and the panel have the evidence. */
export function Badges({ badges }: { readonly badges: readonly Badge[] }) {
  return badges.map((badge) => (
    <span key={badge.kind} className={lists.badge} title={badgeSentence(badge)}>
      {badgeLabel(badge.kind)}
    </span>
  ));
}
