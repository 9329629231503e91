import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { leanEngine } from './lean-engine.ts';
import { packedDictionary } from './packed-dictionary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The command with the engine, the kernel and all libraries as one script for Node 20. A second thread runs the same file. */
export async function bundleCommand(): Promise<string> {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: { __VERSION__: JSON.stringify(version) },
    plugins: [leanEngine(), packedDictionary()],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      minify: true,
      target: 'node20',
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: {
        input: 'src/command/oddflow.ts',
        output: { format: 'es', codeSplitting: false },
        // Packing Brotli's dictionary takes a third of the time, and is known to.
        checks: { pluginTimings: false },
      },
    },
  });
  if (!('output' in result) || result.output.length !== 1 || result.output[0].type !== 'chunk') {
    throw new Error('The command is more than one script');
  }
  return `#!/usr/bin/env node\n${result.output[0].code}`;
}
