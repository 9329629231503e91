import { parseArgs } from 'node:util';
import { type Behaviour, explainFlow, scoreBehaviour } from '../../src/core/behaviour/behaviour.ts';
import { type EntityLine, entityLines } from '../../src/core/behaviour/entity-lines.ts';
import { namesOf } from '../../src/core/behaviour/naming.ts';
import type { Control } from '../../src/core/control.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import { readBases } from './bases.ts';
import { companies } from './company/index.ts';
import { plantCompany } from './plant.ts';
import { table } from './table-text.ts';

/**
 * `npm run evaluate:benign -- [--logs home,px] [--lines 5] [--company pinger]`: the first lines of Behaviour on each log
 * without an attack. These stand above attacks.
 */
const { values } = parseArgs({
  options: { logs: { type: 'string' }, lines: { type: 'string', default: '5' }, company: { type: 'string' } },
});
const quiet: Control = { signal: new AbortController().signal, report: () => {} };
const company = companies.find(({ name }) => name === values.company) ?? null;

const rows: string[][] = [];
for (const base of readBases(values.logs?.split(',')).bases) {
  const { blob } = plantCompany(base, company, 1);
  const { table } = await readLogs([{ path: 'conn.log', blob }], quiet);
  const behaviour = await scoreBehaviour(table, quiet);
  const lines = (await entityLines(behaviour, quiet)).slice(0, Number(values.lines));
  rows.push(...lines.map((line, at) => [at === 0 ? base.name : '', ...cellsOf(behaviour, line)]));
}
console.log(table(['log', 'strength', 'indicator', 'flows', 'first flow', 'evidence'], rows));

function cellsOf(behaviour: Behaviour, { part, row, strength, flows }: EntityLine): string[] {
  const { source, destination, port } = namesOf(behaviour.facts, behaviour.facts.flows.channel[row]);
  return [
    (12.5 * strength).toFixed(0),
    behaviour.parts[part].name,
    String(flows),
    `${source} to ${destination}, ${port}`,
    explainFlow(behaviour, part, row)?.sentence ?? '',
  ];
}
