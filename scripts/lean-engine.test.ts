import { relative, resolve } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type * as compressors from 'hyparquet-compressors';
import { decompressGzip } from 'hyparquet-compressors';
import { getDictionary } from 'hyparquet-compressors/src/brotli.dictionary.js';
import * as huffman from 'hyparquet-compressors/src/gzip.huffman.js';
import * as original from 'ml-matrix';
import { build, type Plugin, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { HUFFMAN_MAX_TABLE_SIZE } from '../src/core/parquet/huffman-size.ts';
import { leanEngine } from './lean-engine.ts';
import { packedDictionary } from './packed-dictionary.ts';

/** A module of this code in the folder of the engine, where imports are replaced. */
function moduleOf(code: string): Plugin {
  const id = resolve('src/core/of-this-test.js');
  return {
    name: 'module-of-this-test',
    resolveId: (asked) => (asked === 'of-this-test' ? id : null),
    load: (asked) => (asked === id ? code : null),
  };
}

async function bundled(input: string, plugins: readonly Plugin[]): Promise<Rolldown.OutputChunk> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [...plugins, leanEngine(), packedDictionary()],
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: 'strict', output: { codeSplitting: false } },
    },
  });
  if (!('output' in result) || result.output[0].type !== 'chunk') throw new Error('There is no script');
  return result.output[0];
}

/** What a build exports of a package. */
async function built<Exports>(name: string): Promise<Exports> {
  const { code } = await bundled('of-this-test', [moduleOf(`export * from '${name}';`)]);
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
  readonly others: readonly number[];
}

const matrices: fc.Arbitrary<Case> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .map(([a, b]) => [Math.max(a, b), Math.min(a, b)])
  .chain(([rows, columns]) => {
    const number = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, 1e-200));
    const values = fc.array(number, { minLength: rows * columns, maxLength: rows * columns });
    return fc.record({ rows: fc.constant(rows), columns: fc.constant(columns), values, others: values });
  });

it('the matrices of a build have the values of ml-matrix to the bit', async () => {
  const lean = await built<typeof original>('ml-matrix');
  const results = ({ Matrix, SingularValueDecomposition }: typeof original, from: Case) => {
    const matrixOf = (values: readonly number[]) => {
      const matrix = Matrix.zeros(from.rows, from.columns);
      values.forEach((value, i) => {
        matrix.set(Math.floor(i / from.columns), i % from.columns, value);
      });
      return matrix;
    };
    const [a, b] = [matrixOf(from.values), matrixOf(from.others)];
    const svd = new SingularValueDecomposition(a);
    const right = new SingularValueDecomposition(a, { computeLeftSingularVectors: false }).rightSingularVectors;
    return {
      diagonal: svd.diagonal,
      vectors: [svd.leftSingularVectors, svd.rightSingularVectors, right].map((of) => of.to1DArray()),
      products: [a.transpose().mmul(b), Matrix.sub(a, b)].map((of) => of.to1DArray()),
    };
  };
  fc.assert(
    fc.property(matrices, (from) => {
      expect(results(lean, from)).toEqual(results(original, from));
    }),
  );
});

it('a build reads Brotli with the words of its dictionary', async () => {
  const { decompressBrotli } = await built<typeof compressors>('hyparquet-compressors');
  const dictionary = getDictionary();
  const short = Array.from({ length: 400 }, (_, i) => 4 * ((i * 37) % 1024));
  const text = Buffer.concat(short.map((at) => dictionary.subarray(at, at + 4)));
  expect(HUFFMAN_MAX_TABLE_SIZE).toBe(huffman.HUFFMAN_MAX_TABLE_SIZE);
  const packed = brotliCompressSync(text);
  expect(packed.length).toBeLessThan(0.8 * deflateSync(text).length);
  expect(Buffer.from(decompressBrotli(packed, text.length))).toEqual(text);
});

it('a build reads gzip of any number of members, as the package does', async () => {
  const lean = await built<typeof compressors>('hyparquet-compressors');
  const members = fc.array(fc.uint8Array({ maxLength: 4000 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(members, fc.constantFrom(0, 1, 9), (parts, level) => {
      const plain = Buffer.concat(parts);
      const packed = Buffer.concat(parts.map((part) => gzipSync(part, { level })));
      expect(Buffer.from(lean.decompressGzip(packed, plain.length))).toEqual(plain);
      expect(Buffer.from(decompressGzip(packed, plain.length))).toEqual(plain);
    }),
  );
  const cut = gzipSync(Buffer.from('a page of a column '.repeat(90))).subarray(0, 30);
  expect(() => lean.decompressGzip(cut, 1710)).toThrow();
});

it('the engine contains no code of its libraries for what it does not use', async () => {
  const { modules } = await bundled('src/worker/engine.ts', []);
  const ids = Object.keys(modules).map((id) => relative('.', id));
  expect(
    ids.filter((id) =>
      /ml-matrix\/(src\/)?matrix|hyparquet\/src\/(filter|bloom|xxhash)|compressors\/src\/gzip/.test(id),
    ),
  ).toEqual([]);
  for (const id of ['math/lean/matrix', 'parquet/no-filter', 'parquet/gunzip-page'])
    expect(ids).toContain(`src/core/${id}.ts`);
  expect(ids).toContain('node_modules/ml-matrix/src/dc/svd.js');
});
