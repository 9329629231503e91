import { readFileSync, writeFileSync } from 'node:fs';
import { manPage } from '../src/command/man-page.ts';

/** `npm run build:man`: writes the man page of the command, `docs/oddflow.1`, from its options. */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
writeFileSync(new URL('../docs/oddflow.1', import.meta.url), manPage(version));
