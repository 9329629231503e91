import { labelFields } from '../../core/schema/label-fields.ts';
import type { Field, Run } from '../../worker/api.ts';

/**
 * The fields of the region Facets, top to bottom. Adding a field is one line. Fields that the log lacks are skipped.
 */
export const facetFields: readonly string[] = [
  'service',
  'conn_state',
  'id.resp_p',
  'proto',
  'id.orig_h',
  'id.resp_h',
  'history',
  ...labelFields,
  'file',
];

/**
 * The fields of this list that the run has, then the fields that the user added. `file` is skipped for a run of one
 * file.
 */
export function facetFieldsOf(run: Pick<Run, 'fields' | 'files'>, added: readonly string[] = []): readonly string[] {
  const names = new Set(run.fields.map(({ name }) => name));
  if (run.files.length > 1) names.add('file');
  return [...new Set([...facetFields, ...added])].filter((field) => names.has(field));
}

/** The columns of the log that can be added. */
export function otherFields({ fields }: Pick<Run, 'fields'>, shown: readonly string[]): readonly Field[] {
  return fields.filter(({ name }) => !shown.includes(name));
}
