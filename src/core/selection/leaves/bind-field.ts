import type { BindContext } from '../bind.ts';
import type { Predicate } from '../predicate.ts';
import type { CidrPredicate } from './cidr.ts';
import type { InPredicate } from './in.ts';

/** A predicate of a field's cells with the run's own field in it: `label` is the log's, and `host` is either end. */
export function bindField(predicate: InPredicate | CidrPredicate, context: BindContext): Predicate {
  const field = ownField(predicate.field, context);
  if (field !== 'host' || context.hasField(field)) return { ...predicate, field };
  const ends = ['id.orig_h', 'id.resp_h'].filter(context.hasField);
  return { op: 'any', of: ends.map((end) => ({ ...predicate, field: end })) };
}

/** The log's own field for `label`, any other name as it is. */
export function ownField(field: string, { hasField, labelField }: BindContext): string {
  return field === 'label' && !hasField(field) && labelField !== null ? labelField : field;
}
