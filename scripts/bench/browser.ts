import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { browserArguments, ensureBrowser } from '../find-browser.ts';

/** A fresh browser whose processes can be weighed. */
export interface Weighed {
  readonly browser: Browser;
  /** Memory of all its processes now, and the most seen since the last call, in bytes. */
  weigh(): { readonly now: number; readonly peak: number };
  close(): Promise<void>;
}

/** Starts a browser with nothing in its profile. Memory is known on Linux only, elsewhere it is 0. */
export async function startBrowser(): Promise<Weighed> {
  const server = await chromium.launchServer({ executablePath: ensureBrowser(), args: browserArguments() });
  const browser = await chromium.connect(server.wsEndpoint());
  const root = server.process().pid ?? 0;
  let peak = 0;
  const sample = () => {
    const now = memoryOf(root);
    peak = Math.max(peak, now);
    return now;
  };
  const timer = setInterval(sample, 40);
  return {
    browser,
    weigh() {
      const now = sample();
      const most = peak;
      peak = now;
      return { now, peak: most };
    },
    async close() {
      clearInterval(timer);
      await browser.close();
      await server.close();
    },
  };
}

/** Serves the built page on a port of its own; gives back its address and how to stop. */
export async function servePage(root: string, port: number): Promise<{ url: string; stop: () => void }> {
  const server: ChildProcess = spawn('npx', ['vite', 'preview', '--port', String(port), '--strictPort'], {
    cwd: root,
    stdio: 'ignore',
    detached: true,
  });
  const url = `http://localhost:${port}/`;
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return { url, stop: () => server.pid !== undefined && process.kill(-server.pid) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${url}`);
}

/** Proportional set size of a process and all below it: shared pages are counted once. */
function memoryOf(root: number): number {
  if (process.platform !== 'linux') return 0;
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = parentOf(Number(entry));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root).reduce((sum, pid) => sum + weightOf(pid), 0);
}

function parentOf(pid: number): number | null {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
  } catch {
    return null; // it ended meanwhile
  }
}

function weightOf(pid: number): number {
  try {
    return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
