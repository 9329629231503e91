import { parseArgs } from 'node:util';
import { scoreBehaviour, partScore, entityOf, explainFlow } from './src/core/behaviour/behaviour.ts';
import { entityLines } from './src/core/behaviour/entity-lines.ts';
import { namesOf } from './src/core/behaviour/naming.ts';
import { readLogs } from './src/core/read-logs.ts';
import { readBases } from './scripts/evaluate/bases.ts';
import { attacks } from './scripts/evaluate/attacks/index.ts';
import { plant } from './scripts/evaluate/plant.ts';
import { rankingOf, ATTACK } from './scripts/evaluate/measure.ts';
import { standingText, truthOf } from './scripts/evaluate/standing.ts';
const { values } = parseArgs({ options: { logs: { type: 'string' }, classes: { type: 'string' }, seed: { type: 'string', default: '1' }, lines: { type: 'string', default: '4' }, standing: { type: 'string' } } });
const quiet = { signal: new AbortController().signal, report: () => {} };
async function show(title, text, truthAt) {
  const { table } = await readLogs([{ path: 'conn.log', blob: text }], quiet);
  const truth = truthAt(table.rows);
  const b = await scoreBehaviour(table, quiet);
  const r = rankingOf(b.scores, truth);
  console.log(`\n## ${title}: ap ${r.precision.toFixed(2)} above ${r.above} rows ${table.rows}`);
  const lines = await entityLines(b, quiet);
  const isA = (line) => { let a = 0; let n = 0; for (let row = 0; row < table.rows; row++) if (b.leads[row] === line.part && entityOf(b, line.part, row) === entityOf(b, line.part, line.row)) { n++; if (truth[row] === ATTACK) a++; } return `${a}/${n}`; };
  for (const line of lines.slice(0, Number(values.lines))) console.log(' ', (12.5 * line.strength).toFixed(0), b.parts[line.part].name, isA(line), explainFlow(b, line.part, line.row)?.sentence?.slice(0, 170));
  for (const [at, part] of b.parts.entries()) {
    let best = 0; let bestRow = -1; let n = 0;
    for (let row = 0; row < table.rows; row++) if (truth[row] === ATTACK) { const s = partScore(b, at, row); if (s > 0.04) n++; if (s > best) { best = s; bestRow = row; } }
    if (best > 0.1) { const e = entityOf(b, at, bestRow); console.log(`    attack ${part.name}: score ${best.toFixed(2)} on ${n} rows; surprise ${b.measured[at].surprise[e]?.toFixed(2)} count ${b.measured[at].calibration.count(b.measured[at].surprise[e])}/${b.measured[at].calibration.count(0.001)} | ${explainFlow(b, at, bestRow)?.sentence?.slice(0, 150)}`); }
  }
  const some = []; for (let row = 0; row < table.rows && some.length < 2; row++) if (truth[row] === ATTACK) some.push(row);
  for (const row of some) { const { source, destination, port } = namesOf(b.facts, b.facts.flows.channel[row]); console.log(`    e.g. ${source} -> ${destination} ${port}`); }
}
if (values.standing) for (const name of values.standing.split(',')) { const t = truthOf(name); await show(name, new Blob([standingText(name)]), (rows) => { const truth = new Uint8Array(rows); for (const r of t.attack) truth[r] = ATTACK; for (const r of t.ignored) truth[r] = 2; return truth; }); }
else for (const base of readBases(values.logs?.split(',')).bases) for (const name of values.classes.split(';')) {
  const attack = attacks.find((a) => a.name === name);
  const planted = plant(base, attack, Number(values.seed), null);
  if (planted === null) { console.log(`${name} on ${base.name}: none`); continue; }
  await show(`${name} on ${base.name}, ${planted.attack.length} flows`, planted.blob, (rows) => new Uint8Array(rows).fill(ATTACK, planted.benign));
}
