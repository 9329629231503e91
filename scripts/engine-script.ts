import { build, type Plugin } from 'vite';
import { leanEngine } from './lean-engine.ts';
import { packedDictionary } from './packed-dictionary.ts';

/** The module that provides `loadEngine`. Declared in src/vite-env.d.ts. */
const MODULE = 'virtual:engine';

/**
 * Builds `virtual:engine`: the engine as one classic script, in text form. The page starts its workers from this text.
 * `import()` loads the text from a file of its own in the hosted build, and from the script itself in the offline file.
 * Workers start from a Blob, which inherits the page's policy. A worker from an address has no policy on a host without
 * headers (ADR 5).
 */
export function engineScript(): Plugin {
  return {
    name: 'engine-script',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    async load(id) {
      if (id !== `\0${MODULE}`) return null;
      if (this.environment.mode === 'dev') return startedByVite;
      return startedFrom(plain(await bundledEngine()));
    },
  };
}

const startedByVite = `
import EngineWorker from '/src/worker/engine.ts?worker';
export const loadEngine = async () => () => new EngineWorker({ name: 'engine' });`;

/** Keeps the Blob's address: cancelling ends the worker, and the next one starts without a request. */
const startedFrom = (blob: string): string => `
export async function loadEngine() {
  const address = URL.createObjectURL(${blob});
  return () => new Worker(address, { name: 'engine' });
}`;

const TYPE = 'text/javascript';

const plain = (code: string): string => `new Blob([${JSON.stringify(code)}], { type: '${TYPE}' })`;

let engine: Promise<string> | null = null;

/** The engine's bundle, built once for the page and the offline file. */
function bundledEngine(): Promise<string> {
  engine ??= bundle();
  return engine;
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: { input: 'src/worker/engine.ts', output: { format: 'iife', codeSplitting: false } },
    },
    plugins: [leanEngine(), packedDictionary(), importWithoutPreload()],
  });
  if (!('output' in result) || result.output.length !== 1 || result.output[0].type !== 'chunk') {
    throw new Error('The engine is more than one script');
  }
  return result.output[0].code;
}

/**
 * Removes Vite's preload helper around each `import()`. The offline file already contains all styles and chunks, and
 * the helper's `import.meta` is invalid in a classic script.
 */
export function importWithoutPreload(): Plugin {
  return {
    name: 'import-without-preload',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
  };
}
