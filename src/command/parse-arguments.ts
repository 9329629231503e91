import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Given } from './given.ts';
import { options } from './options/index.ts';
import { UsageError } from './usage-error.ts';

/** The arguments by option. Throws `UsageError` for arguments that are not allowed. */
export function parseArguments(args: readonly string[]): Given {
  const { values, positionals } = parsed(args);
  const texts = new Map<string, readonly string[]>();
  for (const { name, aliases = [], check } of options) {
    const given = [name, ...aliases].flatMap((known) => values[known] ?? []).map(String);
    if (given.length === 0) continue;
    given.forEach((text) => {
      check?.(text);
    });
    texts.set(name, given);
  }
  return { files: [...(texts.get('file') ?? []), ...positionals], texts };
}

const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
  options.flatMap(({ name, short, aliases = [], value }) => {
    const type = value === undefined ? 'boolean' : 'string';
    return [name, ...aliases].map((long) => [
      long,
      { type, multiple: true, ...(short !== undefined && long === name ? { short } : {}) } as const,
    ]);
  }),
);

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // What follows the first sentence is advice for programs.
    throw new UsageError(message.split('. ')[0].replace(/\.?$/, '.'));
  }
}
