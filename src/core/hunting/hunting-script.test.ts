import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { compareHunting } from '../../testing/engines/compare-hunting.ts';
import { startDuckDb } from '../../testing/engines/duckdb.ts';
import type { Engine } from '../../testing/engines/engine.ts';
import { loadPostgreSql } from '../../testing/engines/load-table.ts';
import { plainLog } from '../../testing/engines/plain-log.ts';
import { findPostgreSql, startPostgreSql } from '../../testing/engines/postgresql.ts';
import { hasShared, skippedWithoutShared } from '../../testing/golden.ts';
import { parts } from '../behaviour/parts/index.ts';
import { makeSample } from '../sample/sample.ts';
import type { Dialect } from '../sql/dialect.ts';
import { duckdb } from '../sql/duckdb.ts';
import { dialects } from '../sql/index.ts';
import { postgresql } from '../sql/postgresql.ts';
import { huntingScript } from './hunting-script.ts';
import { huntingQueries } from './queries/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'oddflow-hunting-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Place {
  readonly dialect: Dialect;
  readonly start: () => Promise<Engine>;
  readonly load: (engine: Engine, log: Uint8Array) => Promise<void>;
}

const inDuckDb: Place = {
  dialect: duckdb,
  start: startDuckDb,
  load: async (engine, log) => {
    const path = join(folder, 'conn.log');
    writeFileSync(path, log);
    const reader = duckdb.readFile?.(path, log[0] === 0x7b ? 'json' : 'zeek-tsv');
    await engine.run([...(reader?.before ?? []), `CREATE OR REPLACE TABLE conn AS ${reader?.select ?? ''}`]);
  },
};
const programs = findPostgreSql();
const inPostgreSql: Place = {
  dialect: postgresql,
  start: () => startPostgreSql(programs ?? ''),
  load: (engine, log) => loadPostgreSql(engine, plainLog(log)),
};
const places = [inDuckDb, ...(programs === null ? [] : [inPostgreSql])];
if (programs === null) describe.skip('in PostgreSQL (skipped: no server in /usr/lib/postgresql or PATH)', () => {});

describe.each(places)('hunting in $dialect.label', ({ dialect, start, load }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  }, 60_000);
  afterAll(() => engine.close());

  /** Compares every list with the page's evidence. Returns the number of lines by indicator. */
  async function compare(log: Uint8Array): Promise<Readonly<Record<string, number>>> {
    await load(engine, log);
    const { wrong, lines } = await compareHunting(engine, dialect, log);
    expect(wrong).toEqual([]);
    return lines;
  }

  // PostgreSQL computes the views again for each list, which takes a minute for the sample.
  it.runIf(dialect === duckdb)('has the numbers of the page for the sample', async () => {
    const counts = await compare(makeSample());
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([
      ['scan_a', 0],
      ['dnsfail', 0],
      ['guess', 0],
      ['amplify', 0],
      ['callback', 0],
    ]);
  });

  it('has the numbers of the page for guessing from outside, amplification and failed names', async () => {
    const from = (i: number) => `203.0.113.${(i % 30) + 1}`;
    const guesses = Array.from({ length: 90 }, (_, i) => ({
      ts: 40 * i,
      'id.orig_h': from(i),
      'id.resp_h': '10.0.0.22',
      'id.resp_p': 22,
      duration: 2.5,
      // Some attempts are refused.
      orig_bytes: i % 9 === 0 ? 0 : 1980 + (i % 3),
    }));
    const answers = Array.from({ length: 60 }, (_, i) => ({
      ts: 1000 + i,
      'id.orig_h': from(i),
      'id.resp_h': '10.0.0.53',
      'id.resp_p': 53,
      proto: 'udp',
      orig_bytes: 40,
      resp_bytes: 3000,
    }));
    // Many forged questions of one size in a flow, and as many bytes that are not forged.
    const [forged, other] = [1, 0].map((isForged) =>
      Array.from({ length: 20 }, (_, i) => ({
        ts: 2000 + i,
        'id.orig_h': '203.0.113.99',
        'id.resp_h': isForged ? '10.0.0.54' : '10.0.0.55',
        'id.resp_p': 123,
        proto: 'udp',
        orig_pkts: 10,
        orig_bytes: isForged ? 480 : 400 + 20 * i,
        resp_bytes: 44_000,
      })),
    );
    const names = Array.from({ length: 40 }, (_, i) => ({
      ts: 2000 + 7 * i,
      'id.orig_h': '10.0.0.7',
      'id.resp_h': '10.0.0.56',
      'id.resp_p': 53,
      proto: 'udp',
      orig_bytes: 30 + (i % 5),
      resp_bytes: i % 10 === 0 ? 46 + (i % 5) : 105 + (i % 5),
    }));
    expect(await compare(connLog([...guesses, ...answers, ...forged, ...other, ...names]))).toMatchObject({
      guess: 1,
      amplify: 2,
      dnsfail: 1,
    });
  });

  it('has the numbers of the page for contacts after requests', async () => {
    const request = { 'id.orig_h': '203.0.113.66', 'id.resp_h': '10.0.0.80', 'id.resp_p': 8080 };
    const contact = { 'id.orig_h': '10.0.0.80', 'id.resp_h': '203.0.113.67', 'id.resp_p': 1389 };
    const flows = [
      { ts: 1000, 'id.orig_h': '10.0.0.80', 'id.resp_h': '203.0.113.60' },
      // A refused request is none.
      { ts: 2000.4, ...request, conn_state: 'REJ' },
      { ts: 2000, ...request },
      { ts: 2000.5, ...contact },
      { ts: 2001, ...contact, 'id.resp_p': 4444 },
      { ts: 2002, ...contact, 'id.resp_h': '203.0.113.68' },
      { ts: 2003, ...contact, 'id.resp_h': '203.0.113.69', 'id.resp_p': 113 },
      { ts: 3000, ...request },
    ];
    expect(await compare(connLog(flows))).toMatchObject({ callback: 2 });
  });

  it('has the numbers of the page for any flows', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        await compare(log);
      }),
      { numRuns: 3 },
    );
  });

  describe(`of real captures${skippedWithoutShared}`, () => {
    it.skipIf(!hasShared).each(captures)('%s: has the numbers of the page', async (path) => {
      await compare(readFileSync(new URL(path, shared)));
    });
  });
});

const shared = new URL('../../../../shared/data/', import.meta.url);
const captures = [
  '001-zeek-scenario-malicious/conn.log',
  '002-zeek-scenario-port-scanning/conn.log',
  '003-zeek-scenario-malicious/conn.log',
  '005-zeek-scenario-malicious/conn.log',
  '006-zeek-scenario-ssh/conn.log',
].filter((path) => existsSync(new URL(path, shared)));

/** Flows of few hosts and ports, so that entities have many: all kinds of addresses, states, services and messages. */
const anyAddress = fc.constantFrom(
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '192.168.1.9',
  '172.16.0.4',
  '172.32.0.4',
  '100.64.0.1',
  '100.128.0.1',
  '169.254.3.3',
  '93.184.216.34',
  '93.184.1.1',
  '8.8.8.8',
  '224.0.0.251',
  '239.1.2.3',
  '255.255.255.255',
  '10.0.0.255',
  '0.0.0.0',
  '127.0.0.1',
  'fe80::1',
  'ff02::fb',
  '2001:db8::1',
  '2001:db8:0:1::2',
  '2001:db8:1::5',
  'fd00::7',
  '::1',
  '::',
  '2a00::9',
  '-',
);
const anyCount = fc.oneof(
  fc.constantFrom('-', '0', '1', '48', '77'),
  fc.nat(3000).map(String),
  fc.nat(9_000_000).map(String),
);
const anyFlow = fc.record({
  ts: fc.oneof(
    fc.constant('-'),
    fc.nat(90_000).map((tenths) => String(1_700_000_000 + tenths / 10)),
  ),
  'id.orig_h': anyAddress,
  'id.orig_p': fc.constantFrom('0', '3', '8', '11', '22', '128', '135', '40000', '53000'),
  'id.resp_h': anyAddress,
  'id.resp_p': fc.constantFrom('22', '53', '80', '123', '137', '443', '445', '1337', '3478', '5353', '8080', '49152'),
  proto: fc.constantFrom('tcp', 'tcp', 'udp', 'icmp', 'sctp'),
  service: fc.constantFrom('-', '-', 'dns', 'ssl', 'http'),
  duration: fc.oneof(
    fc.constant('-'),
    fc.double({ min: 0, max: 4000, noNaN: true }).map((seconds) => seconds.toFixed(6)),
  ),
  orig_bytes: anyCount,
  resp_bytes: anyCount,
  conn_state: fc.constantFrom('SF', 'S0', 'REJ', 'SH', 'RSTOS0', 'OTH', '-'),
  history: fc.constantFrom('ShADadFf', 'S', 'Dd', 'had', '-'),
  orig_pkts: fc.oneof(fc.constant('-'), fc.nat(9).map(String)),
  resp_pkts: fc.oneof(fc.constant('-'), fc.nat(3).map(String)),
});
/** Some hosts repeat themselves, so that channels have rhythms and scans have targets. */
const anyLog = fc
  .tuple(fc.array(anyFlow, { minLength: 5, maxLength: 150 }), fc.nat(12), fc.nat(12))
  .map(([flows, polls, targets]) => [
    ...flows,
    ...Array.from({ length: polls }, (_, i) => ({ ...flows[0], ts: String(1_700_000_100 + 60 * i + (i % 3)) })),
    ...Array.from({ length: targets }, (_, i) => ({
      ...flows[1],
      'id.resp_h': `10.9.0.${i}`,
      conn_state: 'S0',
      orig_pkts: '1',
    })),
    ...Array.from({ length: targets }, (_, i) => ({
      ...flows[2],
      'id.orig_h': `10.8.0.${i}`,
      conn_state: 'REJ',
      orig_pkts: '2',
    })),
  ])
  .map((flows) => connLog(flows));

describe.each(dialects)('the script of $label', (dialect) => {
  it('has a query for every indicator, and says what the page has beyond it', () => {
    const script = huntingScript(dialect);
    expect(huntingQueries.map(({ part }) => part)).toEqual(parts.map(({ name }) => name));
    for (const { name, label } of parts) expect(script).toContain(`-- ${label} (${name}): `);
    for (const { name, label } of parts) expect(script).toContain(`\nSELECT '${label} (${name})' AS list;\nSELECT `);
    expect(script.match(/^-- Not in this query: \S/gm)).toHaveLength(parts.length);
    // Some command lines split scripts at semicolons and quotes of comments.
    expect(script.match(/^--.*[;'"`]/gm)?.filter((line) => !line.startsWith('--   ')) ?? []).toEqual([]);
  });
});
