import { join } from 'node:path';
import type { Engine } from '../../src/testing/engines/engine.ts';
import { childEngine } from './child-engine.ts';
import { installed, must } from './install.ts';

const PACKAGE = 'chdb@3.4.0';

/** ClickHouse in a process by npm's package chdb, which has 543 MB and therefore is no dependency of the project. */
export async function startClickHouse(): Promise<Engine> {
  const folder = installed('chdb', PACKAGE, (made) => {
    must(`npm install ${PACKAGE}`, 'npm', [
      'install',
      '--prefix',
      made,
      '--no-audit',
      '--no-fund',
      '--no-save',
      PACKAGE,
    ]);
  });
  const engine = await childEngine(process.execPath, [
    join(import.meta.dirname, 'chdb-driver.mjs'),
    `${folder}/node_modules/`,
  ]);
  return { ...engine, version: `ClickHouse ${engine.version} (${PACKAGE})` };
}
