import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { buildHash } from './scripts/build-hash.ts';
import { bundleLimits } from './scripts/bundle-limits.ts';
import { css } from './scripts/class-names.ts';
import { engineScript } from './scripts/engine-script.ts';
import { leanRecharts } from './scripts/lean-recharts.ts';
import { offlineFile } from './scripts/offline-file.ts';
import { headers, policyFor } from './scripts/policy.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

const define = { __VERSION__: JSON.stringify(version) };

export default defineConfig({
  base: './',
  plugins: [
    react(),
    engineScript(),
    ...leanRecharts(),
    contentSecurityPolicy(),
    offlineFile(policyFor, define),
    bundleLimits(),
    buildHash(),
  ],
  define,
  css,
  preview: { headers },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The limits are in scripts/bundle-limits.ts.
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'engine', test: /virtual:engine/ },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
          ],
        },
      },
      // The offline file is a second build within a plugin's callback, which takes half of the time, and is known to.
      checks: { pluginTimings: false },
    },
  },
});

/** Adds the policy to the built page only: under it `vite dev` could neither reload nor inject its styles. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyFor("'self'", "'self'") },
        injectTo: 'head-prepend',
      },
    ],
  };
}
