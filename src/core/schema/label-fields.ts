/** Fields in which data sets store labels. Zeek itself writes none of them. */
export const labelFields = [
  'label',
  'detailedlabel',
  'detailed-label',
  'label_binary',
  'label_tactic',
  'label_technique',
  'label_cve',
] as const;

/**
 * The field of a log that the filter name `label` refers to: the first of `labelFields` that it has. Null without
 * labels.
 */
export function labelFieldOf(columns: { has(name: string): boolean }): string | null {
  return labelFields.find((field) => columns.has(field)) ?? null;
}
