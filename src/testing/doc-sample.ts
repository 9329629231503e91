import { readFileSync } from 'node:fs';

/**
 * The code of a test between the lines `// sample` and `// end of sample`, as a document quotes it. Paths are relative
 * to the root of the repository.
 */
export function sampleOf(test: string): string {
  const found = /^\/\/ sample\n([\s\S]*?)^\/\/ end of sample$/m.exec(readFileSync(test, 'utf8'));
  if (found === null) throw new Error(`${test} has no sample`);
  return found[1].trim();
}

/** The TypeScript code blocks of a document. */
export function blocksOf(doc: string): readonly string[] {
  return [...readFileSync(doc, 'utf8').matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)].map(([, code]) => code.trim());
}
