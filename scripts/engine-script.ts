import { build, type Plugin } from 'vite';

/** What the page imports to get `loadEngine`; declared in src/vite-env.d.ts. */
const MODULE = 'virtual:engine';

/**
 * Makes `virtual:engine`: the engine bundled to one classic script, as text from which the page starts its workers. The page
 * gets the text by `import()`: from a file of its own in the hosted build, and from within its script in the offline file.
 * It is never a worker of an address: a worker made of a Blob inherits the page's policy, and one of an address has none on a
 * host that sends no headers (ADR 5).
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

/** The address of the Blob is kept: a cancelled job ends its worker, and the next one starts from it without a request. */
const startedFrom = (blob: string): string => `
export async function loadEngine() {
  const address = URL.createObjectURL(${blob});
  return () => new Worker(address, { name: 'engine' });
}`;

const TYPE = 'text/javascript';

const plain = (code: string): string => `new Blob([${JSON.stringify(code)}], { type: '${TYPE}' })`;

let engine: Promise<string> | null = null;

/** Built once for the page and the offline file. */
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
    plugins: [importWithoutPreload()],
  });
  if (!('output' in result) || result.output.length !== 1 || result.output[0].type !== 'chunk') {
    throw new Error('The engine is more than one script');
  }
  return result.output[0].code;
}

/**
 * Vite's helper around each `import()` loads the styles and chunks that the import needs. One file has all of them inside, and
 * the helper's `import.meta` has no meaning in a classic script.
 */
export function importWithoutPreload(): Plugin {
  return {
    name: 'import-without-preload',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
  };
}
