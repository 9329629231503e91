import type { LogErrorDetail } from '../worker/api.ts';

/** One sentence per code, built from its facts. */
export type Sentences<Code extends string, Text> = Readonly<Record<Code, (detail: LogErrorDetail) => Text>>;

/** Whether a list such as `a, b` has several members. */
export function hasSeveral(list: string | number | undefined): boolean {
  return String(list).includes(',');
}

/** `a, b, c` as `a, b and c`. */
export function listed(list: string | number | undefined): string {
  return String(list).replace(/, (?=[^,]*$)/, ' and ');
}
