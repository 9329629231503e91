import { getDictionary } from 'hyparquet-compressors/src/brotli.dictionary.js';
import type { Plugin } from 'vite';
import { brotliWords } from '../src/core/parquet/brotli-words.ts';
import { packWords } from '../src/core/parquet/word-pack.ts';

const MODULE = '\0packed-dictionary';

/**
 * Packs the fixed dictionary of Brotli, which Parquet files need, into 44 kB. The library has it as base64 of deflate:
 * 58 kB, a fifth of the engine. It is unpacked for the first Brotli column.
 */
export function packedDictionary(): Plugin {
  return {
    name: 'packed-dictionary',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id, importer = '') =>
      /\/hyparquet-compressors\//.test(importer) && id === './brotli.dictionary.js' ? MODULE : null,
    load: (id) => (id === MODULE ? moduleOf(Buffer.from(packWords(getDictionary(), brotliWords))) : null),
  };
}

function moduleOf(packed: Buffer): string {
  return `
import { brotliWords } from '/src/core/parquet/brotli-words.ts';
import { unpackWords } from '/src/core/parquet/word-pack.ts';
let dictionary;
export function getDictionary() {
  const packed = () => Uint8Array.from(atob('${packed.toString('base64')}'), (char) => char.charCodeAt(0));
  dictionary ??= unpackWords(packed(), brotliWords);
  return dictionary;
}`;
}
