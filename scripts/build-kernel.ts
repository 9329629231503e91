import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import asc from 'assemblyscript/asc';

/**
 * `npm run kernel`: compiles `src/core/kernel/assembly` and writes the WebAssembly module as text (base64 of deflate)
 * into a TypeScript module. A page that may not connect anywhere cannot fetch it. Runs after `npm ci` and before every
 * build.
 */
const source = fileURLToPath(new URL('../src/core/kernel/assembly/index.ts', import.meta.url));
const target = fileURLToPath(new URL('../src/core/kernel/kernel-module.ts', import.meta.url));

let binary: Uint8Array | null = null;
const { error, stderr } = await asc.main(
  [source, '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd,bulk-memory', '--outFile', 'kernel.wasm'],
  {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents as Uint8Array;
    },
  },
);
if (error !== null || binary === null) {
  console.error(stderr.toString());
  process.exit(1);
}
const text = deflateRawSync(binary, { level: 9 }).toString('base64');
writeFileSync(
  target,
  `/** Made by scripts/build-kernel.ts from assembly/; not kept in git. */\nexport const kernelModule =\n  '${text}';\n`,
);
