import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What the built page may do. Written into the page itself, so that it holds on any static host. */
const policy = [
  "default-src 'none'",
  // WebAssembly for the reader's kernel, and nothing else that is made of text.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  'worker-src blob:',
  'img-src data: blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  define: { __VERSION__: JSON.stringify(version), __POLICY__: JSON.stringify(policy) },
  worker: { format: 'iife' },
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});

/** Adds the policy to the built page only: under it `vite dev` could neither reload nor inject its styles. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
    ],
  };
}
