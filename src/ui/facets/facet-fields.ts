import { labelFields } from '../../core/schema/label-fields.ts';
import type { Field, Run } from '../../worker/api.ts';

/** The fields whose values the region Facets lists, from top to bottom: to add one is one line. Those that a log lacks are left out. */
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

/** Which of them a run has, then those that the user added, each once. All flows of a single file are from that file. */
export function facetFieldsOf(run: Pick<Run, 'fields' | 'files'>, added: readonly string[] = []): readonly string[] {
  const names = new Set(run.fields.map(({ name }) => name));
  if (run.files.length > 1) names.add('file');
  return [...new Set([...facetFields, ...added])].filter((field) => names.has(field));
}

/** The columns of the log that can be added. */
export function otherFields({ fields }: Pick<Run, 'fields'>, shown: readonly string[]): readonly Field[] {
  return fields.filter(({ name }) => !shown.includes(name));
}
