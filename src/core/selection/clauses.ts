import { keyOf, type Predicate } from './predicate.ts';

/** Where a clause comes from. A chart and a facet have one clause each, the others as many as the user makes. */
export type ClauseSource =
  | 'box'
  | 'click'
  | `facet:${string}`
  | 'time'
  | 'score'
  | 'density'
  | 'noise'
  | 'suppress'
  | 'link'
  | 'finding';

/** One narrowing of what the user looks at: a chip. Plain data, which links and session files keep. */
export interface Clause {
  readonly id: string;
  readonly source: ClauseSource;
  /** What it is about: the flows that it keeps, or those that it hides (see `hidesFlows`). */
  readonly predicate: Predicate;
  /** What the chip says. */
  readonly label: string;
  readonly isOn: boolean;
  /** Why flows are suppressed, in the user's words. */
  readonly reason?: string;
  /** Whether it hides the flows of its predicate; noise presets and suppressions do. */
  readonly hides?: boolean;
}

type Choices = Partial<Pick<Clause, 'isOn' | 'reason' | 'hides'>>;

/** A clause whose id follows from its source, so that the same choice made twice is one clause. On unless said otherwise. */
export function clauseOf(source: ClauseSource, predicate: Predicate, label: string, choices: Choices = {}): Clause {
  const hides = choices.hides === undefined ? '' : choices.hides ? ' hides' : ' keeps';
  const id = isSingle(source) ? source : `${source} ${keyOf(predicate)}${hides}`;
  return { id, source, predicate, label, isOn: true, ...choices };
}

/** Whether a source has one clause at a time: a new brush replaces the one before. */
function isSingle(source: ClauseSource): boolean {
  return source === 'time' || source === 'score' || source === 'density' || source.startsWith('facet:');
}

/** Whether a clause leaves out the flows of its predicate. */
export function hidesFlows({ source, hides }: Clause): boolean {
  return hides ?? (source === 'noise' || source === 'suppress');
}

/** What a flow has to meet by one clause, whether it is on or not. */
export function predicateOf(clause: Clause): Predicate {
  return hidesFlows(clause) ? { op: 'not', of: clause.predicate } : clause.predicate;
}

/**
 * The predicates that all have to hold: those of the clauses that are on, but for the ones that `except` names. A chart is drawn over
 * what its own clause leaves out.
 */
export function resolve(clauses: readonly Clause[], except?: (clause: Clause) => boolean): readonly Predicate[] {
  return clauses.filter((clause) => clause.isOn && except?.(clause) !== true).map(predicateOf);
}

/** With one more clause at the end; one that has its id is replaced where it stands. */
export function addClause(clauses: readonly Clause[], added: Clause): readonly Clause[] {
  const isKnown = clauses.some(({ id }) => id === added.id);
  return isKnown ? clauses.map((clause) => (clause.id === added.id ? added : clause)) : [...clauses, added];
}

export function removeClause(clauses: readonly Clause[], id: string): readonly Clause[] {
  return clauses.filter((clause) => clause.id !== id);
}

/** Turns a clause off or on again. */
export function toggle(clauses: readonly Clause[], id: string): readonly Clause[] {
  return clauses.map((clause) => (clause.id === id ? { ...clause, isOn: !clause.isOn } : clause));
}

/** With another clause in the place of one; if a different clause has its id already, that one goes. */
export function replace(clauses: readonly Clause[], id: string, other: Clause): readonly Clause[] {
  if (!clauses.some((clause) => clause.id === id)) return clauses;
  const rest = clauses.filter((clause) => clause.id === id || clause.id !== other.id);
  return rest.map((clause) => (clause.id === id ? other : clause));
}
