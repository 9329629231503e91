import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../testing/conn-log.ts';
import { describeView } from '../testing/describe-view.ts';
import { grouped } from '../testing/flow-rows.ts';
import { cut, nested, toCsv, toJson } from '../testing/forms.ts';
import { columnValues, readText } from '../testing/read-text.ts';
import type { Predicate, Side } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};

async function open(log: string | Uint8Array) {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([log as BlobPart]) }];
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
  const { detector } = await engine.detect(run.detectors[0].id, ignore, never);
  /** How many flows the Flows table would show. */
  const shown = async (where: readonly Predicate[]) =>
    (await describeView(engine, { detector, where, sort: { by: 'score', descending: true } }, 0)).selected.flows;
  const hosts = async (side: Side) => {
    const sort = { by: 'flows', descending: true } as const;
    const query = { side, sort, detector, threshold: 0, contamination: 0.1 };
    return (await engine.hosts(query, 0, 100_000, ignore, never)).rows;
  };
  const channels = async () => {
    const query = { sort: { by: 'flows', descending: true }, leastFlows: 1 } as const;
    return (await engine.channels(query, 0, 100_000, ignore, never)).rows;
  };
  return { engine, detector, run, shown, hosts, channels };
}

const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '192.0.2.7', 'fe80::1%eth0', '-');
const vlan = fc.constantFrom('-', '7', '12', '13');
const anyFlow = fc.record({
  'id.orig_h': address,
  'id.resp_h': address,
  'id.resp_p': fc.constantFrom('53', '443'),
  'id.ctx.vlan': vlan,
  'id.ctx.inner_vlan': vlan,
});
type Flow = Readonly<Record<string, string>>;
const fields =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p id.ctx.vlan id.ctx.inner_vlan proto service duration orig_bytes resp_bytes conn_state history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes'.split(
    ' ',
  );

function logOf(flows: readonly Flow[]): string {
  const text = new TextDecoder().decode(connLog(flows, { fields }));
  return text.replace(/(#types.*)\tport\tstring\tstring\tenum/, '$1\tport\tint\tint\tenum');
}

/** The slow way: the address, and the contexts that are set. */
function hostOf(flow: Flow, side: Side): string {
  const at = flow[side === 'source' ? 'id.orig_h' : 'id.resp_h'];
  const set = ['vlan', 'inner_vlan'].filter((name) => flow[`id.ctx.${name}`] !== '-');
  if (at === '-' || set.length === 0) return at;
  return `${at} (${set.map((name) => `${name} ${flow[`id.ctx.${name}`]}`).join(', ')})`;
}

const counted = (things: Map<string, unknown[]>) => new Map([...things].map(([key, own]) => [key, own.length]));

describe('hosts in contexts', () => {
  it('are those of a slow count by address and context, as are their channels, and lead to exactly their flows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFlow, { minLength: 1, maxLength: 40 }), async (flows) => {
        const { engine, shown, hosts, channels } = await open(logOf(flows));
        for (const side of ['source', 'destination'] as const) {
          const listed = await hosts(side);
          const own = grouped(flows, (flow) => hostOf(flow, side));
          expect(new Map(listed.map((host) => [host.address ?? '-', host.flows]))).toEqual(counted(own));
          for (const host of listed.slice(0, 6)) {
            const { where } = await engine.host(side, host.host, never);
            expect(await shown(where)).toBe(host.flows);
          }
        }
        const keyOf = (flow: Flow) =>
          [hostOf(flow, 'source'), hostOf(flow, 'destination'), flow['id.resp_p']].join(' > ');
        const found = await channels();
        const key = ({ source, destination, port }: (typeof found)[number]) =>
          [source, destination, port.split('/')[0]].join(' > ');
        expect(new Map(found.map((one) => [key(one), one.flows]))).toEqual(counted(grouped(flows, keyOf)));
        for (const one of found.slice(0, 6)) {
          expect(await shown((await engine.channel(one.channel, never)).where)).toBe(one.flows);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are the same from every form of a log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFlow, { minLength: 1, maxLength: 20 }), async (flows) => {
        const log = logOf(flows);
        const deep = (object: Record<string, unknown>) => {
          const out = nested(object) as { id?: Record<string, unknown> };
          return out.id === undefined ? out : { ...out, id: nested(out.id) };
        };
        const low = (object: Record<string, unknown>) =>
          Object.fromEntries(Object.entries(object).map(([key, value]) => [key.replaceAll('.', '_'), value]));
        const forms = [
          toJson(log).join('\n'),
          toJson(log, deep).join('\n'),
          toJson(log, low).join('\n'),
          toCsv(log),
          toCsv(log).replaceAll('id.ctx.', 'id_ctx_'),
          log.replace(/#fields.*/, (line) => line.replace(/id\./g, 'id_').replace(/ctx\./g, 'ctx_')),
        ];
        const hasSource = flows.some((flow) => flow['id.orig_h'] !== '-');
        for (const form of hasSource ? forms : []) {
          const { hosts } = await open(form);
          const listed = await hosts('source');
          expect(new Map(listed.map((host) => [host.address ?? '-', host.flows]))).toEqual(
            counted(grouped(flows, (flow) => hostOf(flow, 'source'))),
          );
        }
      }),
      { numRuns: 6 },
    );
  });

  it('are one each for whole numbers that pandas writes as 12.0', async () => {
    const flows = ['12', '12.0', '13.0'].map((id) => ({ 'id.orig_h': '10.0.0.1', 'id.ctx.vlan': id }));
    const { hosts } = await open(toCsv(new TextDecoder().decode(connLog(flows, { fields }))));
    expect((await hosts('source')).map((host) => host.address)).toEqual(['10.0.0.1 (vlan 12)', '10.0.0.1 (vlan 13)']);
  });

  it('are subjects of findings of their own', async () => {
    const scan = Array.from({ length: 60 }, (_, i) => ({
      'id.orig_h': '10.0.0.1',
      'id.resp_h': `10.0.1.${i + 1}`,
      'id.resp_p': '445',
      'id.ctx.vlan': '12',
      conn_state: 'S0',
      orig_bytes: '0',
      resp_bytes: '0',
      resp_pkts: '0',
    }));
    const usual = Array.from({ length: 600 }, (_, i) => ({
      'id.orig_h': `10.0.0.${1 + (i % 9)}`,
      'id.resp_h': `10.0.1.${1 + (i % 7)}`,
      'id.resp_p': '445',
      'id.ctx.vlan': '13',
    }));
    const { engine, run, shown } = await open(logOf([...usual, ...scan]));
    const { list } = (await engine.findings(ignore, never)) ?? { list: [] };
    expect(run.flows).toBe(660);
    const [first] = list;
    expect([first.kind, first.source.name, first.flows]).toEqual(['Network scan', '10.0.0.1 (vlan 12)', 60]);
    for (const { where, flows } of list) expect(await shown(where)).toBe(flows);
  });

  it('cost nothing where no context is set: the table is the one of the log without them', async () => {
    const flows: Flow[] = Array.from({ length: 300 }, (_, i) => ({
      'id.orig_h': `10.0.0.${i % 7}`,
      'id.resp_p': `${i % 11}`,
    }));
    const { table } = await readText(logOf(flows));
    const { rows, fields: names } = cut(logOf(flows));
    expect([...table.columns.keys()].toSorted()).toEqual(names.filter((name) => name !== 'uid').toSorted());
    expect(columnValues(table, 'id.ctx.vlan')).toEqual(rows.map(() => null));
  });

  it('score bit for bit as the same hosts under addresses of their own', async () => {
    const named = Array.from({ length: 400 }, (_, i) => ({
      'id.orig_h': `10.0.${i % 2}.${i % 9}`,
      'id.resp_h': `192.0.2.${i % 5}`,
      'id.resp_p': String(i % 50 === 0 ? 22 : 443),
      orig_bytes: String(100 + ((i * 37) % 900)),
    }));
    const inContext = named.map((flow, i) => ({
      ...flow,
      'id.orig_h': `10.0.0.${i % 9}`,
      'id.ctx.vlan': String(i % 2),
    }));
    const plain = named.map((flow, i) => ({ ...flow, 'id.resp_h': `192.0.${2 + (i % 2)}.${i % 5}` }));
    const scores = async (log: string) => {
      const { engine } = await open(log);
      await engine.detect('behaviour', ignore, never);
      const view = { detector: 'behaviour', where: [], sort: { by: 'row', descending: false } };
      return (await engine.rows(view, 0, 400, [], never)).rows.map(({ score }) => score);
    };
    expect(await scores(logOf(inContext))).toEqual(await scores(logOf(plain)));
  });
});
