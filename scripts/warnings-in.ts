/**
 * The lines of a build's output that warn: of npm, Node, Vite, or Rolldown, which begins its own with a code such as
 * `[EVAL]`.
 */
export function warningsIn(output: string): string[] {
  return output
    .split('\n')
    .map((line) => line.replace(colours, '').trim())
    .filter((line) => /^\(!\)|^\[[A-Z][A-Z_]+\]|warn(ing)?\b|deprecated/i.test(line));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
const colours = /\u001b\[[0-9;]*m/g;
