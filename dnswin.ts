import { gatherFacts } from './src/core/behaviour/facts.ts';
import { readLogs } from './src/core/read-logs.ts';
import { readBases } from './scripts/evaluate/bases.ts';
import { attacks } from './scripts/evaluate/attacks/index.ts';
import { plant } from './scripts/evaluate/plant.ts';
const quiet = { signal: new AbortController().signal, report: () => {} };
const W = Number(process.argv[2] ?? 1800);
for (const base of readBases().bases) {
  const attack = attacks.find((a) => a.name === 'names, slowly');
  const planted = plant(base, attack, 1, null);
  if (planted === null) continue;
  const { table } = await readLogs([{ path: 'conn.log', blob: planted.blob }], quiet);
  const f = await gatherFacts(table, quiet);
  const win = new Map();
  for (let row = 0; row < table.rows; row++) {
    const ch = f.flows.channel[row];
    const port = f.channels.ports.port[f.channels.port[ch]];
    if (f.channels.flags[ch] & 1) continue;
    const src = f.channels.pairs.source[f.channels.pair[ch]];
    const t = f.reader.numbers('ts', row, row + 1)[0] - f.flows.start;
    const key = `${f.reader.label('id.orig_h', src)}|${Math.floor(t / W)}`;
    const w = win.get(key) ?? { q: 0, fl: 0, no: 0, o: 0, a: 0, sz: new Map() };
    win.set(key, w);
    if (port === 53) {
      const up = f.reader.numbers('orig_bytes', row, row + 1)[0]; const g = f.reader.numbers('resp_bytes', row, row + 1)[0] - up;
      w.q++; const isAddr = g > 0 && (g < 40 || g % 16 === 0 || g % 28 === 0);
      if (!(g > 130) && !isAddr) { w.fl++; if (!(f.reader.numbers('resp_bytes', row, row + 1)[0] > 0)) w.no++; w.sz.set(up, (w.sz.get(up) ?? 0) + 1); }
      if (row >= planted.benign) w.a++;
    } else w.o++;
  }
  const all = [...win].filter(([, w]) => w.q > 0).sort((a, b) => b[1].fl - a[1].fl);
  console.log(`## ${base.name} windows ${all.length}`);
  const shown = new Set();
  all.forEach(([k, w], i) => { if (i < 6 || (w.a > 0 && shown.size < 4)) { shown.add(k); console.log('  ', i, k, `q ${w.q} fruitless ${w.fl} none ${w.no} others ${w.o} sizes ${w.sz.size}${w.a ? ` ATTACK ${w.a}` : ''}`); } });
}
