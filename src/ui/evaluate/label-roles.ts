import type { EvaluationQuery, Labels } from '../../worker/api.ts';

export type Role = 'positive' | 'negative' | 'left out';
export const roles: readonly Role[] = ['positive', 'negative', 'left out'];

/** What labels usually mean: names of attacks are positive, background is left out, everything else negative. */
export function usualRole(text: string): Role {
  if (/background/i.test(text)) return 'left out';
  if (/^(-|\(empty\)|)$/.test(text) || /benign|normal|legit|clean/i.test(text)) return 'negative';
  return 'positive';
}

/** The query that a choice of roles comes to. */
export function queryOf({ field, values }: Labels, roleOf: (text: string) => Role): EvaluationQuery {
  const having = (role: Role) => values.filter(({ text }) => roleOf(text) === role).map(({ text }) => text);
  return { field, positive: having('positive'), leftOut: having('left out') };
}
