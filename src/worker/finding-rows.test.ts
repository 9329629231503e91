import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { hasShared, skippedWithoutShared } from '../testing/golden.ts';
import type { Engine, HostsQuery, Side } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};

async function open(bytes: Uint8Array) {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([bytes as BlobPart]) }];
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
  const { detector } = await engine.detect(run.detectors[0].id, ignore, never);
  const { list = [], looked } = (await engine.findings(ignore, never)) ?? {};
  const sort = { by: 'flows', descending: true } as const;
  const query: HostsQuery = { side: 'source', sort, detector, threshold: 0, contamination: 0.1 };
  return { engine, list, looked, query };
}

/** What a finding says of a host is what the list of hosts says of it, and from there the same finding is found. */
async function expectAgreement({ engine, list, looked, query }: Awaited<ReturnType<typeof open>>): Promise<void> {
  // The line below the list and the tabs count the same sources and channels.
  const { sources, channels } = await engine.groupCounts({ detector: query.detector, where: [] }, never);
  expect(looked).toMatchObject({ sources, channels });
  for (const side of ['source', 'destination'] as const) {
    const { rows } = await engine.hosts({ ...query, side, withFindings: true }, 0, 1e6, ignore, never);
    for (const finding of list) {
      const { all, most } = (await engine.findingHosts(finding.where, ignore, never))[side];
      expect(all).toBe(finding[side].count);
      if (all === most.length) expect(most.reduce((sum, { flows }) => sum + flows, 0)).toBe(finding.flows);
      if (all === 1) expect(most[0]).toMatchObject({ address: finding[side].name, failed: finding.failed });
      for (const { address, flows, badges } of most) {
        const row = rows.find((one) => one.address === address);
        expect(badges).toEqual(row?.badges.map(({ kind }) => kind));
        expect(row?.findings.find(({ id }) => id === finding.id)?.flows).toBe(flows);
      }
    }
  }
}

const scanners = async (engine: Engine, query: HostsQuery, side: Side) =>
  (await engine.hosts({ ...query, side, withFindings: true }, 0, 1e6, ignore, never)).rows.filter(
    ({ badges }) => badges.length > 0,
  );

describe('findings and hosts', () => {
  it('agree in the sample', async () => {
    await expectAgreement(await open(makeSample()));
  });

  describe.skipIf(!hasShared)(`of a capture${skippedWithoutShared}`, () => {
    it('agree in 008, where every host with a badge is in a finding', async () => {
      const path = '../../../shared/data/008-zeek-mixed/data/conn.log.labeled';
      const opened = await open(readFileSync(new URL(path, import.meta.url)));
      await expectAgreement(opened);
      const { engine, list, query } = opened;
      const [crowd] = list.filter(({ kind }) => kind === 'Distributed scan or flood');
      for (const { findings, flows } of await scanners(engine, query, 'source')) {
        expect(findings.find(({ id }) => id === crowd.id)?.flows).toBeGreaterThan(0.9 * flows);
      }
      expect((await engine.findingHosts(crowd.where, ignore, never)).source.scanning).toBe(8);
    });
  });
});
