/// <reference types="vite/client" />

/** Version of the page, from package.json. */
declare const __VERSION__: string;

/** Module built by scripts/engine-script.ts. */
declare module 'virtual:engine' {
  /** Loads the engine's script. The result starts a worker. */
  export function loadEngine(): Promise<() => Worker>;
}

declare module 'hyparquet-compressors/src/brotli.dictionary.js' {
  export function getDictionary(): Uint8Array;
}

/** The tables of Brotli and gzip of hyparquet-compressors, which has no types for them. */
declare module 'hyparquet-compressors/src/gzip.huffman.js' {
  export const HUFFMAN_MAX_TABLE_SIZE: number;
}
