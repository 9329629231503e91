import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';

const MODULE = /\.module\.css$/;

/** The style sheets of the page in a fixed order, so that every build gives the same names. */
const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => MODULE.test(file))
  .map((file) => file.replaceAll(sep, '/'))
  .sort();

/**
 * The name of a class in the built page: its own name, and the number of its style sheet to base 36. A hash, as Vite
 * has it, is twice in the page and cannot be compressed.
 */
export function className(name: string, file: string): string {
  const sheet = sheets.indexOf(relative('src', file.split('?')[0]).replaceAll(sep, '/'));
  if (sheet < 0) throw new Error(`${file} is no style sheet of src`);
  return `${name}-${sheet.toString(36)}`;
}

/** Vite's settings of style sheets, for the page and the offline file. */
export const css = { modules: { generateScopedName: className } };
