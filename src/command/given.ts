import type { Option } from './options/option.ts';

/** What the user gave: files, and the texts of options by their names. */
export interface Given {
  /** Files in the order given, `-` for standard input. */
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/** Whether the option was given. */
export function isGiven({ texts }: Given, { name }: Pick<Option, 'name'>): boolean {
  return texts.has(name);
}

/** The option's text, the last one if it was given several times. Null if it was not given. */
export function textOf({ texts }: Given, { name }: Pick<Option, 'name'>): string | null {
  return texts.get(name)?.at(-1) ?? null;
}
