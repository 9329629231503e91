import { describe, expect, it } from 'vitest';
import { connLog } from '../../../testing/conn-log.ts';
import { quiet, readText } from '../../../testing/read-text.ts';
import { findFindings } from '../find-findings.ts';
import type { Finding } from '../finding.ts';
import { benignPatterns } from './index.ts';

type Cells = Parameters<typeof connLog>[0] extends string | readonly (infer Row)[] ? Exclude<Row, string> : never;

/** Desktops that browse the web and ask for names: the background traffic of a day. */
const background: Cells[] = Array.from({ length: 900 }, (_, i) => {
  const ts = 1000 + 90 * i + ((i * 7919) % 31);
  const source = `10.0.0.${20 + (i % 12)}`;
  return i % 3 === 0
    ? question(ts, source, 30 + ((i * 131) % 12))
    : {
        ts,
        'id.orig_h': source,
        'id.resp_h': `192.0.2.${1 + ((i * 13) % 60)}`,
        orig_bytes: 400 + ((i * 131) % 900),
        resp_bytes: 3000 + ((i * 977) % 9000),
      };
});

function question(ts: number, source: string, bytes: number): Cells {
  const ports = { 'id.resp_h': '10.0.0.1', 'id.resp_p': 53, proto: 'udp', service: 'dns' };
  return { ts, 'id.orig_h': source, ...ports, orig_bytes: bytes, orig_pkts: 1, resp_bytes: 90, resp_pkts: 1 };
}

async function about(source: string, flows: readonly Cells[]): Promise<Finding> {
  const { table } = await readText(connLog([...background, ...flows]));
  const { list } = (await findFindings(table, quiet)).findings;
  const found = list.find((finding) => finding.source.name === source);
  if (found === undefined) throw new Error(`No finding of ${source}`);
  return found;
}

/** Log-ins at 14 servers within two minutes. */
const logIns = (source: string): Cells[] =>
  Array.from({ length: 14 }, (_, i) => ({
    ts: 40_000 + 8 * i,
    'id.orig_h': source,
    'id.resp_h': `10.0.0.${100 + i}`,
    'id.resp_p': 22,
    service: 'ssh',
    duration: 0.3,
    orig_bytes: 30,
    resp_bytes: 40,
  }));

describe('monitoring host', () => {
  const pages = (source: string): Cells[] =>
    Array.from({ length: 56 }, (_, i) => ({
      ts: 40_000 + 2 * i,
      'id.orig_h': source,
      'id.resp_h': `10.0.0.${100 + (i % 14)}`,
      'id.resp_p': 443,
      orig_bytes: 180,
      resp_bytes: 5000,
    }));

  it('is one that also uses the servers that it contacts, and halves the strength', async () => {
    const { routine, strength, made, evidence } = await about('10.0.0.23', [
      ...logIns('10.0.0.23'),
      ...pages('10.0.0.23'),
    ]);
    expect(evidence[0].witness).toBe('spread');
    expect(routine).toMatchObject({ pattern: 'monitoring host', remains: 0.5 });
    expect(routine?.sentence).toBe(
      '10.0.0.23 contacts 14 servers, of which it also uses 14 on other ports; 0 of 14 flows failed',
    );
    expect(2 * strength).toBeGreaterThanOrEqual(made?.score ?? Infinity);
  });

  it('is none that logs in to hosts it has no other business with', async () => {
    expect((await about('10.0.0.23', logIns('10.0.0.23'))).routine).toBeNull();
  });
});

describe('name server', () => {
  const large = (count: number) => [
    ...Array.from({ length: 300 }, (_, i) => question(1500 + 240 * i, '10.0.0.24', 30 + (i % 9))),
    ...Array.from({ length: count }, (_, i) => question(1600 + 500 * i, '10.0.0.24', 230)),
  ];

  it('has a few large questions among many', async () => {
    const { kind, routine } = await about('10.0.0.24', large(2));
    expect(kind).toBe('Tunnel-like DNS');
    expect(routine?.pattern).toBe('name server');
    expect(routine?.sentence).toMatch(/^2 of \d+ questions are larger than 13\d B per packet; half stay below 3\d B/);
  });

  it('is no tunnel, which has many', async () => {
    const { kind, routine } = await about('10.0.0.24', large(40));
    expect(kind).toBe('Tunnel-like DNS');
    expect(routine).toBeNull();
  });

  it('is no tunnel whose questions have one size', async () => {
    const tunnel = Array.from({ length: 60 }, (_, i) => question(1600 + 500 * i, '10.0.0.99', 230));
    const { kind, routine } = await about('10.0.0.99', tunnel);
    expect(kind).toBe('Tunnel-like DNS');
    expect(routine).toBeNull();
  });

  it('is no tunnel with a few questions that are larger still', async () => {
    const tunnel = Array.from({ length: 60 }, (_, i) =>
      question(1600 + 500 * i, '10.0.0.99', i % 20 === 0 ? 245 : 200),
    );
    const { kind, routine } = await about('10.0.0.99', tunnel);
    expect(kind).toBe('Tunnel-like DNS');
    expect(routine).toBeNull();
  });
});

describe('server in use', () => {
  const share = (host: string, flows: number, most: number): Cells[] =>
    Array.from({ length: flows }, (_, i) => ({
      ts: 1500 + (78_000 / flows) * i,
      'id.orig_h': '10.0.0.25',
      'id.resp_h': host,
      'id.resp_p': 445,
      service: 'smb',
      orig_bytes: i === 30 ? most : 900 + ((i * 31) % 400),
      resp_bytes: 2000,
    }));

  it('has one large flow among many to the own network', async () => {
    const { routine } = await about('10.0.0.25', share('10.0.0.5', 120, 900e3));
    expect(routine?.pattern).toBe('server in use');
    expect(routine?.sentence).toMatch(/^120 smb flows over 21\.\d h to one server of its own network, 1\.0 MB sent/);
  });

  it('is none outside, and none for a large amount', async () => {
    expect((await about('10.0.0.25', share('198.51.100.5', 120, 900e3))).routine).toBeNull();
    expect((await about('10.0.0.25', share('10.0.0.5', 120, 90e6))).routine).toBeNull();
  });
});

describe('call or stream', () => {
  const long = (received: number): Cells[] => [
    {
      ts: 30_000,
      'id.orig_h': '10.0.0.26',
      'id.resp_h': '198.51.100.30',
      'id.resp_p': 10_000,
      proto: 'udp',
      service: '-',
      duration: 5400,
      orig_bytes: 4e6,
      resp_bytes: received,
      orig_pkts: 40_000,
      resp_pkts: 200_000,
    },
  ];

  it('has a high rate over UDP for as long as it is open', async () => {
    const { evidence, routine } = await about('10.0.0.26', long(180e6));
    expect(evidence.map(({ witness }) => witness)).toContain('long');
    expect(routine).toMatchObject({
      pattern: 'call or stream',
      sentence: '34 kB per second over UDP for 90 min, 180 MB of 184 MB received',
    });
  });

  it('is none at a low rate', async () => {
    expect((await about('10.0.0.26', long(4.1e6))).routine).toBeNull();
  });
});

it('patterns have distinct names and leave a part of the strength', () => {
  expect(new Set(benignPatterns.map(({ name }) => name)).size).toBe(benignPatterns.length);
  for (const { remains } of benignPatterns) {
    expect(remains).toBeGreaterThan(0);
    expect(remains).toBeLessThanOrEqual(1);
  }
});
