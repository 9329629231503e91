import { execFileSync } from 'node:child_process';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { definePart } from '../part.ts';
import { runMeasured } from '../scale/run-measured.ts';

const COMMAND = 'bin/oddflow.js';

/**
 * The command as a whole process beside the page from the drop until on screen, in a fresh browser: one after the other,
 * the page first in odd runs.
 */
export const command = definePart({
  id: 'command',
  sizes: 'big',
  headline: 'ratio',
  figures: {
    page: { label: 'page, drop until on screen, ms' },
    command: { label: 'command, `-a 20`, whole process, ms' },
    ratio: { label: 'command / page', digits: 2, target: { atMost: 0.8, fromRows: 6_300_000 } },
    processor: { label: 'command, processor time, ms' },
    peak: { label: 'command, memory, peak, MB' },
    overFile: { label: 'peak / size of the file', digits: 2, target: { atMost: 0.6, fromRows: 6_300_000 } },
  },
  async measure({ url, file, bytes, run }) {
    buildOnce();
    const first = run % 2 === 0 ? await runCommand(file) : null;
    const page = await inFreshBrowser(async (browser) => dropUntilReady(await openPage(browser, url), file));
    const { wall, processor, memory } = first ?? (await runCommand(file));
    return {
      page,
      command: 1000 * wall,
      ratio: (1000 * wall) / page,
      processor: 1000 * processor,
      peak: memory / 1e6,
      overFile: memory / bytes,
    };
  },
});

let isBuilt = false;

function buildOnce(): void {
  if (!isBuilt) execFileSync('npm', ['run', '--silent', 'build:command']);
  isBuilt = true;
}

async function runCommand(file: string) {
  return runMeasured(COMMAND, ['-a', '20', '-f', file]);
}
