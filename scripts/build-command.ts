import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { leanEngine } from './lean-engine.ts';
import { packedDictionary } from './packed-dictionary.ts';

/**
 * `npm run build:command`: bundles the command with the engine, the kernel and all libraries into one file for Node 20,
 * `bin/oddflow.js`. A second thread runs the same file.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
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
mkdirSync(`${root}bin`, { recursive: true });
writeFileSync(`${root}bin/oddflow.js`, `#!/usr/bin/env node\n${result.output[0].code}`);
chmodSync(`${root}bin/oddflow.js`, 0o755);
