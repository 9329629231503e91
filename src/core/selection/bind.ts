import { LogError } from '../errors.ts';
import { isPercentile, type Limit, type Predicate, type RangePredicate } from './predicate.ts';

/** What a run knows of the names that no column has. */
export interface BindContext {
  /** Whether the log has a column of this name. It comes before a name of ours: a log may have a column `bytes` of its own. */
  readonly hasField: (field: string) => boolean;
  /**
   * The value of a field that `percent` % of its set values do not exceed, by numpy's linear rule (`quantile`), over all flows of the
   * run; null when none is set. The field can be `score`, `rank`, `bytes` or `packets`.
   */
  readonly quantileOf: (field: string, percent: number) => number | null | Promise<number | null>;
  /** The field that holds the log's labels, null without one. */
  readonly labelField: string | null;
  /** Paths of the run's files. */
  readonly files: readonly string[];
  /** Which flows a finding has, null for an id that no finding has. */
  readonly findingOf: (id: string) => Predicate | null | Promise<Predicate | null>;
}

/**
 * A predicate on a given run in words that `select` understands: percentiles become numbers, `host` becomes either end, `label` the
 * log's field, a finding its flows, the name of a file its path. `score`, `rank`, `bytes`, `packets` and `file` stay: they are columns that
 * the caller gives (`numbersFrom`, `sumOf`, `fileColumn`). Throws `LogError` for a finding that is not there, and for a tag.
 */
export async function bind(predicate: Predicate, context: BindContext): Promise<Predicate> {
  switch (predicate.op) {
    case 'all':
    case 'any':
      return { op: predicate.op, of: await Promise.all(predicate.of.map((part) => bind(part, context))) };
    case 'not':
      return { op: 'not', of: await bind(predicate.of, context) };
    case 'range':
      return bindRange(predicate, context);
    case 'cidr':
      return bindField(predicate, context);
    case 'in':
      return bindValues(predicate, context);
    default:
      return predicate;
  }
}

/** Whether the flows depend on the detector that is shown: scores and ranks are its own. */
export function isOfDetector(predicate: Predicate): boolean {
  if (predicate.op === 'not') return isOfDetector(predicate.of);
  if (predicate.op === 'all' || predicate.op === 'any') return predicate.of.some(isOfDetector);
  return 'field' in predicate && (predicate.field === 'score' || predicate.field === 'rank');
}

async function bindRange(range: RangePredicate, context: BindContext): Promise<Predicate> {
  const field = ownField(range.field, context);
  const numberOf = async (limit: Limit) =>
    isPercentile(limit) ? ((await context.quantileOf(field, Number(limit.slice(1)))) ?? Number.NaN) : limit;
  return { ...range, field, from: await numberOf(range.from), to: await numberOf(range.to) };
}

async function bindValues(predicate: Extract<Predicate, { op: 'in' }>, context: BindContext): Promise<Predicate> {
  const { field, values } = predicate;
  if (context.hasField(field)) return predicate;
  if (field === 'file') return { ...predicate, values: values.flatMap((value) => pathsOf(value, context.files)) };
  if (field === 'tag') throw new LogError('bad-request', { what: 'flows have no tags yet' });
  if (field !== 'finding') return bindField(predicate, context);
  const findings = await Promise.all(values.map((id) => findingOf(id, context)));
  return { op: 'any', of: findings };
}

function bindField(predicate: Extract<Predicate, { op: 'in' | 'cidr' }>, context: BindContext): Predicate {
  const field = ownField(predicate.field, context);
  if (field !== 'host' || context.hasField(field)) return { ...predicate, field };
  const ends = ['id.orig_h', 'id.resp_h'].filter(context.hasField);
  return { op: 'any', of: ends.map((end) => ({ ...predicate, field: end })) };
}

function ownField(field: string, { hasField, labelField }: BindContext): string {
  return field === 'label' && !hasField(field) && labelField !== null ? labelField : field;
}

/** The paths that a name stands for: a whole path, or the last part of some. */
function pathsOf(name: string, files: readonly string[]): readonly string[] {
  const paths = files.filter((path) => path === name || path.endsWith(`/${name}`));
  return paths.length === 0 ? [name] : paths;
}

/** A finding's own predicate is of the log's fields, so that it needs no context. */
async function findingOf(id: string, { findingOf: find }: BindContext): Promise<Predicate> {
  const found = await find(id);
  if (found === null) throw new LogError('bad-request', { what: `there is no finding ${id}` });
  return found;
}
