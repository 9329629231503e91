import type { BindContext } from '../bind.ts';
import type { Predicate } from '../predicate.ts';
import type { CidrPredicate } from './cidr.ts';
import type { InPredicate } from './in.ts';

/**
 * The predicate with the run's own field: `label` becomes the log's label field, `host` becomes the source or the
 * destination.
 */
export function bindField(predicate: InPredicate | CidrPredicate, context: BindContext): Predicate {
  const field = ownField(predicate.field, context);
  if (field !== 'host' || context.hasField(field)) return { ...predicate, field };
  const ends = ['id.orig_h', 'id.resp_h'].filter(context.hasField);
  return { op: 'any', of: ends.map((end) => ({ ...predicate, field: end })) };
}

/** The log's label field for `label`, any other name unchanged. */
export function ownField(field: string, { hasField, labelField }: BindContext): string {
  return field === 'label' && !hasField(field) && labelField !== null ? labelField : field;
}
