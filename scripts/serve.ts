import { build, preview } from 'vite';

/** A page that is being served from this machine. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the page and serves it. */
export async function serveBuilt(): Promise<Served> {
  await build({ logLevel: 'warn' });
  return serveFolder('dist');
}

/** Serves a folder as `vite preview` does, at the first free port from 4190 on. */
export async function serveFolder(folder: string): Promise<Served> {
  const server = await preview({ logLevel: 'warn', build: { outDir: folder }, preview: { port: 4190 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
