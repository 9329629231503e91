/** Fields that somebody's labels stand in; Zeek itself writes none. */
export const labelFields = [
  'label',
  'detailedlabel',
  'detailed-label',
  'label_binary',
  'label_tactic',
  'label_technique',
  'label_cve',
] as const;

/** The field that the name `label` stands for in a log: the first of them that it has, null without any. */
export function labelFieldOf(columns: { has(name: string): boolean }): string | null {
  return labelFields.find((field) => columns.has(field)) ?? null;
}
