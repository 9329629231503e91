import type { Plugin } from 'vite';
import { replaceImports } from './replace-imports.ts';

/**
 * Leaves out what the engine does not use of its libraries: all methods of a matrix but those of the singular value
 * decomposition, hyparquet's search for rows by a filter, and its second unpacker of gzip. The bundler keeps them: they are methods of a used class,
 * and code behind an option.
 */
export function leanEngine(): Plugin {
  return replaceImports('lean-engine', [
    { importer: /\/src\/core\//, id: /^ml-matrix$/, by: 'src/core/math/lean/ml-matrix.js' },
    {
      importer: /\/ml-matrix\/src\/dc\/svd\.js$/,
      id: /\/(matrix|WrapperMatrix2D)$/,
      by: 'src/core/math/lean/matrix.ts',
    },
    {
      importer: /\/hyparquet\/src\/(plan|scan)\.js$/,
      id: /^\.\/(filter|bloom)\.js$/,
      by: 'src/core/parquet/no-filter.ts',
    },
    {
      importer: /\/hyparquet-compressors\/src\/(compressors|index)\.js$/,
      id: /^\.\/gzip\.js$/,
      by: 'src/core/parquet/gunzip-page.ts',
    },
    {
      importer: /\/hyparquet-compressors\/src\/brotli/,
      id: /^\.\/gzip\.huffman\.js$/,
      by: 'src/core/parquet/huffman-size.ts',
    },
  ]);
}
