import { inScores } from './multiples.ts';
import { keyOf, type Predicate } from './predicate.ts';

/** Where a clause comes from. A chart or facet has at most one clause; every other source can have several. */
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

/** One narrowing of the selection, shown as a chip. Plain data: links and session files store it. */
export interface Clause {
  readonly id: string;
  readonly source: ClauseSource;
  /** The flows that the clause keeps, or hides when `hidesFlows` holds. */
  readonly predicate: Predicate;
  /** Text of the chip. */
  readonly label: string;
  readonly isOn: boolean;
  /** The user's reason for a suppression. */
  readonly reason?: string;
  /**
   * Whether the clause hides the flows of its predicate. Default: true for noise presets and suppressions, false for
   * other sources.
   */
  readonly hides?: boolean;
}

type Choices = Partial<Pick<Clause, 'isOn' | 'reason' | 'hides'>>;

/**
 * A new clause. Its id follows from its source and predicate, so repeating a choice gives the same id. It is on by
 * default.
 */
export function clauseOf(source: ClauseSource, predicate: Predicate, label: string, choices: Choices = {}): Clause {
  const hides = choices.hides === undefined ? '' : choices.hides ? ' hides' : ' keeps';
  const id = isSingle(source) ? source : `${source} ${keyOf(predicate)}${hides}`;
  return { id, source, predicate, label, isOn: true, ...choices };
}

/** Whether a source has at most one clause: a new brush replaces the previous one. */
function isSingle(source: ClauseSource): boolean {
  return source === 'time' || source === 'score' || source === 'density' || source.startsWith('facet:');
}

/** Whether a clause removes the flows of its predicate from the selection. */
export function hidesFlows({ source, hides }: Clause): boolean {
  return hides ?? (source === 'noise' || source === 'suppress');
}

/** The predicate that selected flows meet under one clause. Ignores whether the clause is on. */
export function predicateOf(clause: Clause): Predicate {
  return hidesFlows(clause) ? { op: 'not', of: clause.predicate } : clause.predicate;
}

/**
 * The predicates of the clauses that are on; a flow is selected if it meets all of them. `threshold` is the model's:
 * multiples become scores (`inScores`). `except` leaves clauses out: a chart or facet counts without its own clause.
 */
export function resolve(
  clauses: readonly Clause[],
  threshold: number,
  except?: (clause: Clause) => boolean,
): readonly Predicate[] {
  const wanted = clauses.filter((clause) => clause.isOn && except?.(clause) !== true);
  return wanted.map((clause) => inScores(predicateOf(clause), threshold));
}

/** Appends a clause. A clause with the same id is replaced in its position. */
export function addClause(clauses: readonly Clause[], added: Clause): readonly Clause[] {
  const isKnown = clauses.some(({ id }) => id === added.id);
  return isKnown ? clauses.map((clause) => (clause.id === added.id ? added : clause)) : [...clauses, added];
}

/** Removes the clause with this id. Returns an equal list if the id is unknown. */
export function removeClause(clauses: readonly Clause[], id: string): readonly Clause[] {
  return clauses.filter((clause) => clause.id !== id);
}

/** Switches a clause on or off. */
export function toggle(clauses: readonly Clause[], id: string): readonly Clause[] {
  return clauses.map((clause) => (clause.id === id ? { ...clause, isOn: !clause.isOn } : clause));
}

/**
 * Replaces the clause with this id in its position. Another clause with the id of `other` is removed. An unknown id
 * changes nothing.
 */
export function replace(clauses: readonly Clause[], id: string, other: Clause): readonly Clause[] {
  if (!clauses.some((clause) => clause.id === id)) return clauses;
  const rest = clauses.filter((clause) => clause.id === id || clause.id !== other.id);
  return rest.map((clause) => (clause.id === id ? other : clause));
}
