import { beforeAll, describe, expect, it } from 'vitest';
import { neverAborted } from '../core/control.ts';
import { makeSample } from '../core/sample/sample.ts';
import type { ChannelsQuery, Engine, HostsQuery, Run } from './api.ts';
import { createSession } from './session.ts';

const ignore = () => {};
const hostsQuery: HostsQuery = {
  side: 'source',
  sort: { by: 'flows', descending: true },
  detector: 'pyod-pca',
  threshold: 0,
  contamination: 0.1,
};
const channelsQuery: ChannelsQuery = { sort: { by: 'flows', descending: true }, leastFlows: 1 };

async function open(memory: number): Promise<{ engine: Engine; run: Run }> {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([makeSample() as BlobPart]) }];
  const run = await engine.open({ kind: 'files', files, memory }, ignore, ignore, neverAborted);
  await engine.detect('pyod-pca', ignore, neverAborted);
  return { engine, run };
}

describe('a log larger than memory', () => {
  let whole: Engine;
  let larger: Engine;
  let run: Run;
  beforeAll(async () => {
    ({ engine: whole } = await open(2 ** 30));
    ({ engine: larger, run } = await open(0));
  }, 60_000);

  it('has findings, hosts and channels of all its flows', () => {
    expect(run.larger).toMatchObject({ folded: run.flows });
  });

  it('has the totals of every host', async () => {
    const ask = async (engine: Engine) => {
      const { rows, all } = await engine.hosts(hostsQuery, 0, 1000, ignore, neverAborted);
      return [
        all,
        rows.map(({ address, flows, fan, ports, first, last, sent, received }) => [
          address,
          flows,
          fan,
          ports,
          first,
          last,
          sent,
          received,
        ]),
      ];
    };
    expect(await ask(larger)).toEqual(await ask(whole));
  });

  it('has the totals of every channel', async () => {
    const ask = async (engine: Engine) => {
      const { rows, all } = await engine.channels(channelsQuery, 0, 1000, ignore, neverAborted);
      return [
        all,
        rows.map(
          ({ source, destination, port, service, flows, failed, origBytes, respBytes, longest, first, last }) => [
            source,
            destination,
            port,
            service,
            flows,
            failed,
            origBytes,
            respBytes,
            longest,
            first,
            last,
          ],
        ),
      ];
    };
    expect(await ask(larger)).toEqual(await ask(whole));
  });

  it('counts hosts and channels whatever is selected', async () => {
    const where = [{ op: 'in', field: 'proto', values: ['udp'] }] as const;
    const { sources, channels } = await whole.groupCounts({ detector: 'pyod-pca', where: [] }, neverAborted);
    expect(await larger.groupCounts({ detector: 'pyod-pca', where }, neverAborted)).toMatchObject({
      sources,
      channels,
    });
  });

  it('counts the listed flows of each finding in view', async () => {
    const found = await larger.findings(ignore, neverAborted);
    const counts = await larger.findingCounts({ detector: 'pyod-pca', where: [] }, neverAborted);
    expect(found?.list.length).toBeGreaterThan(5);
    // All flows of the sample are listed, since there are fewer than 100,000.
    expect(found?.list.map(({ where }) => where.length)).toHaveLength(counts.length);
    const known = await whole.findings(ignore, neverAborted);
    for (const { id, flows } of known?.list ?? []) {
      const place = found?.list.findIndex((one) => one.id === id) ?? -1;
      if (place >= 0) expect(counts[place]).toBe(flows);
    }
  });

  it('describes a channel by the flows that follow each other', async () => {
    const { rows } = await larger.channels(channelsQuery, 0, 1, ignore, neverAborted);
    const detail = await larger.channel(rows[0].channel, neverAborted);
    expect(detail.sizes?.flows.reduce((sum, flows) => sum + flows, 0)).toBe(rows[0].flows);
    expect(detail.intervals?.counts.reduce((sum, count) => sum + count, detail.intervals.longer)).toBe(63);
  });
});
