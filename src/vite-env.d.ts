/// <reference types="vite/client" />

/** Version of the page, from package.json. */
declare const __VERSION__: string;

/** Made by scripts/engine-script.ts. */
declare module 'virtual:engine' {
  /** How to start a worker of the engine, once its script is there. */
  export function loadEngine(): Promise<() => Worker>;
}
