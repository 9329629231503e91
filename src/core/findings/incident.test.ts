import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { select } from '../selection/compile.ts';
import { selectableOf } from '../selection/selectable.ts';
import { findFindings } from './find-findings.ts';

type Cells = Parameters<typeof connLog>[0] extends string | readonly (infer Row)[] ? Exclude<Row, string> : never;

/** Desktops that browse the web: the background traffic of twelve hours. */
const background: Cells[] = Array.from({ length: 1400 }, (_, i) => ({
  ts: 1000 + 31 * i + ((i * 7919) % 31),
  'id.orig_h': `10.0.0.${20 + (i % 12)}`,
  'id.resp_h': `192.0.2.${1 + ((i * 13) % 61)}`,
  orig_bytes: 400 + ((i * 131) % 900),
  resp_bytes: 3000 + ((i * 977) % 9000),
}));
const failing = { conn_state: 'S0', service: '-', orig_bytes: 0, resp_bytes: 0, orig_pkts: 1, resp_pkts: 0 };

const scan = (source: string, start: number, port = 445): Cells[] =>
  Array.from({ length: 90 }, (_, i) => ({
    ...failing,
    ts: start + i,
    'id.orig_h': source,
    'id.resp_h': `10.0.1.${i + 1}`,
    'id.resp_p': port,
  }));
const logIns = (source: string, target: string, start: number): Cells[] =>
  Array.from({ length: 200 }, (_, i) => ({
    ts: start + 3 * i,
    'id.orig_h': source,
    'id.resp_h': target,
    'id.resp_p': 22,
    service: 'ssh',
    orig_bytes: 1500 + (i % 7),
    resp_bytes: 2200 + (i % 5),
  }));
const upload = (source: string, start: number): Cells[] => [
  {
    ts: start,
    'id.orig_h': source,
    'id.resp_h': '198.51.100.77',
    duration: 600,
    orig_bytes: 900e6,
    resp_bytes: 90e3,
    orig_pkts: 700_000,
  },
];

async function find(flows: readonly Cells[]) {
  const { table } = await readText(connLog([...background, ...flows]));
  const { findings, rows } = await findFindings(table, quiet);
  return { table, list: findings.list, total: findings.total, rows };
}

it('a scan, log-ins and an upload from the host that was reached are one finding, in the order of time', async () => {
  const attack = [
    ...scan('10.0.0.23', 15_000),
    ...logIns('10.0.0.23', '10.0.1.95', 17_000),
    ...upload('10.0.1.95', 22_000),
  ];
  const { table, list, total, rows } = await find(attack);
  const [incident] = list;
  expect(incident.kind).toBe('Multi-stage incident');
  expect(incident.stages.map(({ kind }) => kind)).toEqual(['Network scan', 'Brute force', 'Bulk upload']);
  expect(incident.stages.map(({ source }) => source.name)).toEqual(['10.0.0.23', '10.0.0.23', '10.0.1.95']);
  expect(incident.stages.map(({ span }) => span?.[0])).toEqual([15_000, 17_000, 22_000]);
  expect(incident).toMatchObject({ flows: attack.length, failed: 90, source: { name: null, count: 2 } });
  expect(incident.points).toBe(Math.max(...incident.stages.map(({ points }) => points)));
  expect((await select(selectableOf(table), incident.where, quiet.signal)).count()).toBe(attack.length);
  expect(rows[0].size).toBe(attack.length);
  expect(total).toBe(list.length);
  // The technique of the strongest stage first, then those of the others.
  expect(incident.techniques).toEqual(expect.arrayContaining(['T1046', 'T1110.001', 'T1048.002']));
  expect(incident.evidence.map(({ witness }) => witness)).toEqual(expect.arrayContaining(['scan_h', 'repeat', 'size']));
  const strengths = incident.evidence.map(({ strength }) => strength);
  expect(strengths).toEqual(strengths.toSorted((x, y) => y - x));
});

it('independent attackers stay apart, whatever they have in common', async () => {
  const { list } = await find([
    ...scan('10.0.0.23', 15_000).slice(0, 40),
    ...logIns('10.0.0.23', '10.0.1.95', 17_000),
    ...scan('10.0.0.24', 15_300, 3389).slice(0, 40),
    ...logIns('10.0.0.24', '10.0.1.96', 17_400),
    ...upload('10.0.0.25', 18_000),
  ]);
  const incidents = list.filter(({ stages }) => stages.length > 0);
  expect(incidents.map(({ source }) => source.name).toSorted()).toEqual(['10.0.0.23', '10.0.0.24']);
  expect(incidents.map(({ flows }) => flows)).toEqual([240, 240]);
  expect(list.find(({ kind }) => kind === 'Bulk upload')?.source.name).toBe('10.0.0.25');
});

it('follows a scan to the one host that answered, when the log-ins are flows of the scan', async () => {
  const { list } = await find([
    ...scan('10.0.0.23', 15_000, 22),
    ...logIns('10.0.0.23', '10.0.1.95', 17_000),
    ...upload('10.0.1.95', 22_000),
  ]);
  expect(list.map(({ kind, flows }) => [kind, flows])).toEqual([['Multi-stage incident', 291]]);
  expect(list[0].stages.map(({ kind }) => kind)).toEqual(['Network scan', 'Bulk upload']);
});

it('an upload hours later is a finding of its own', async () => {
  const { list } = await find([...scan('10.0.0.23', 3000), ...upload('10.0.0.23', 40_000)]);
  expect(list.map(({ kind }) => kind).toSorted()).toEqual(['Bulk upload', 'Network scan']);
});
