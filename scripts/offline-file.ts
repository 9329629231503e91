import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { css } from './class-names.ts';
import { engineScript, importWithoutPreload } from './engine-script.ts';
import { leanRecharts } from './lean-recharts.ts';

/** Builds the policy of a page that contains everything: scripts and styles are allowed by hash, not by origin. */
type PolicyFor = (scripts: string, styles: string) => string;

/**
 * Adds `oddflow.html` to the build: the whole page as one file. It also runs from `file://`, where browsers load
 * neither modules nor style sheets.
 */
export function offlineFile(policyFor: PolicyFor, define: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'offline-file',
    apply: 'build',
    async generateBundle() {
      const { script, style } = await bundle(define);
      const starter = starterOf(script);
      const policy = policyFor(`${hashOf(starter)} ${hashOf(script)}`, hashOf(style));
      this.emitFile({ type: 'asset', fileName: 'oddflow.html', source: page(starter, style, policy) });
    },
  };
}

/** The page's code including the engine as one classic script, and its styles. */
async function bundle(define: Readonly<Record<string, string>>): Promise<{ script: string; style: string }> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [react(), engineScript(), ...leanRecharts(), importWithoutPreload()],
    define,
    css,
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: { input: 'src/main.tsx', output: { format: 'iife', codeSplitting: false } },
    },
  });
  if (!('output' in result)) throw new Error('The offline file was not built');
  const script = result.output.flatMap((part) => (part.type === 'chunk' ? [part.code] : []));
  const style = result.output.flatMap((part) => (part.type === 'asset' ? [String(part.source)] : []));
  if (script.length !== 1 || style.length !== 1)
    throw new Error('The offline file needs one script and one style sheet');
  return { script: script[0], style: style[0] };
}

/**
 * The script of the file: it inflates the page's own script and runs it, which halves the file. The policy contains the
 * hashes of both. Shows a message in a browser that cannot inflate.
 */
function starterOf(script: string): string {
  const base64 = deflateRawSync(script, { level: 9 }).toString('base64');
  return `(async () => {
  const packed = Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const page = document.createElement('script');
  page.textContent = await new Response(stream).text();
  document.body.append(page);
})().catch(() => {
  document.body.textContent = 'Oddflow needs a newer browser: Chrome or Edge 103, Firefox 113, Safari 16.4 or later.';
});`;
}

function page(script: string, style: string, policy: string): string {
  const shell = readFileSync('index.html', 'utf8');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return shell
    .replace('<head>', () => `<head>\n    ${meta}`)
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace(/<script type="module".*<\/script>/, () => `<script>${script}</script>`);
}

/** The hash in the form of a policy. Source: CSP Level 3, section 2.3.1. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
