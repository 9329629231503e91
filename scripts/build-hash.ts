import { createHash } from 'node:crypto';
import type { Plugin, Rollup } from 'vite';

/**
 * Names the build by a hash of its assets, so that a copy of the page can be compared with the published one. The hash
 * is in the head of `index.html` and `oddflow.html`. `SHA256SUMS` lists the hashes of both and of all assets, for
 * `sha256sum -c`; files of `public/` are not in it.
 */
export function buildHash(): Plugin {
  return {
    name: 'build-hash',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const sums = (names: readonly string[]) => listOf(names.map((name) => [name, contentOf(bundle[name])]));
        const names = Object.keys(bundle);
        const hash = sha256(sums(names.filter((name) => name.startsWith('assets/'))));
        for (const name of ['index.html', 'oddflow.html']) {
          const file = bundle[name];
          if (file?.type !== 'asset') throw new Error(`The build has no ${name}`);
          file.source = String(file.source).replace('</head>', `  <meta name="build" content="${hash}">\n  </head>`);
        }
        this.emitFile({ type: 'asset', fileName: 'SHA256SUMS', source: sums(names) });
      },
    },
  };
}

/** The files in the form of `sha256sum`, sorted by name. */
export function listOf(files: readonly (readonly [name: string, content: string | Uint8Array])[]): string {
  return files
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => `${sha256(content)}  ${name}\n`)
    .join('');
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function contentOf(file: Rollup.OutputAsset | Rollup.OutputChunk): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}
