import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { rankingOf } from '../../../scripts/evaluate/measure.ts';
import { hasShared, skippedWithoutShared } from '../../testing/golden.ts';
import { columnValues, quiet, readText } from '../../testing/read-text.ts';
import { makeSample } from '../sample/sample.ts';
import type { Table } from '../table/table.ts';
import { type Behaviour, partScore, scoreBehaviour } from './behaviour.ts';
import { type EntityLine, entityLines } from './entity-lines.ts';
import { REMARKABLE } from './surprise.ts';

const data = new URL('../../../../shared/data/', import.meta.url);

async function look(log: Uint8Array): Promise<{ table: Table; behaviour: Behaviour; lines: EntityLine[] }> {
  const { table } = await readText(log);
  const behaviour = await scoreBehaviour(table, quiet);
  return { table, behaviour, lines: await entityLines(behaviour, quiet) };
}

describe.skipIf(!hasShared)(`labelled captures${skippedWithoutShared}`, () => {
  const read = (path: string) => look(readFileSync(new URL(path, data)));

  it.each([
    ['001-zeek-scenario-malicious/labeled-conn.log', 0.99],
    ['008-zeek-mixed/data/conn.log.labeled', 0.99],
    ['011-zeek-mixed/data/conn.log.labeled', 0.99],
  ])('%s: attacks rank above the rest', async (path, floor) => {
    const { table, behaviour } = await read(path);
    const labels = columnValues(table, 'label').map(String);
    const rows = labels.flatMap((label, row) => (path.startsWith('001') && label === 'Background' ? [] : [row]));
    const positive = Uint8Array.from(rows, (row) => (labels[row].startsWith('Mal') ? 1 : 0));
    expect(
      rankingOf(
        Float64Array.from(rows, (row) => behaviour.scores[row]),
        positive,
      ).precision,
    ).toBeGreaterThan(floor);
  });

  it('003: the flows of the remote access tool rank above the rest', async () => {
    const { table, behaviour } = await read('003-zeek-scenario-malicious/conn.log');
    const positive = Uint8Array.from(columnValues(table, 'id.resp_p'), (port) => (port === 1337 ? 1 : 0));
    expect(rankingOf(behaviour.scores, positive).precision).toBeGreaterThan(0.95);
  });

  it.each([
    ['001-zeek-scenario-malicious/labeled-conn.log', '41.108.179.197', 1177],
    ['003-zeek-scenario-malicious/conn.log', '147.32.83.234', 1337],
  ])('%s: the command channel is among the first two lines', async (path, host, port) => {
    const { table, lines } = await read(path);
    const [hosts, ports] = [columnValues(table, 'id.resp_h'), columnValues(table, 'id.resp_p')];
    const place = lines.findIndex(({ row }) => hosts[row] === host && ports[row] === port);
    expect([0, 1]).toContain(place);
  });

  it('002: the scanner has scanned across hosts and across ports', async () => {
    const { table, behaviour } = await read('002-zeek-scenario-port-scanning/conn.log');
    const sources = columnValues(table, 'id.orig_h');
    for (const name of ['scan_h', 'scan_v']) {
      const part = behaviour.parts.findIndex((other) => other.name === name);
      const seen = sources.some(
        (source, row) => source === '172.16.1.11' && partScore(behaviour, part, row) > REMARKABLE,
      );
      expect(seen).toBe(true);
    }
  });
});

describe('the sample', () => {
  let seen: Awaited<ReturnType<typeof look>>;
  let attacks: string[];
  beforeAll(async () => {
    seen = await look(makeSample());
    attacks = columnValues(seen.table, 'detailedlabel').map((label) =>
      label === '(empty)' || label === null ? '' : String(label),
    );
  });

  it.each([
    'horizontal-scan',
    'vertical-scan',
    'beacon-http',
    'beacon-tls',
    'upload',
    'ssh-guessing',
    'dns-tunnel',
    'reverse-shell',
  ])('has a line for the %s among the first twelve', (attack) => {
    const place = seen.lines.findIndex(({ row }) => attacks[row] === attack);
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(12);
  });
});
