import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleCommand } from './bundle-command.ts';

/** `npm run build:command`: writes the command as one script, `bin/oddflow.js`. */
const folder = fileURLToPath(new URL('../bin/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}oddflow.js`, await bundleCommand());
chmodSync(`${folder}oddflow.js`, 0o755);
