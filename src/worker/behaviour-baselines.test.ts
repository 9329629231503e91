import { describe, expect, it } from 'vitest';
import { flowsOfFiles } from '../core/baseline/flows-of-files.ts';
import { OfficeLog, officeHeader } from '../testing/office-log.ts';
import { quiet, readText } from '../testing/read-text.ts';
import type { Engine, View } from './api.ts';
import { fitToTable, fitWholeLog } from './fit-whole-log.ts';
import { createSession } from './session.ts';

const ignore = () => {};
const { signal } = new AbortController();
const files = (text: string, path = 'conn.log') => [{ path, blob: new Blob([text]) }];
const office = new OfficeLog();
const rows = (ts: number) => Array.from({ length: 150 }, (_, i) => office.ordinary(20, ts + 30 * i)).join('');
const monday = officeHeader(1) + rows(1000);
const tuesday = officeHeader(2) + rows(90_000) + office.upload(90_500);

async function open(text: string, memory?: number): Promise<Engine> {
  const engine = createSession();
  const limits = memory === undefined ? {} : { memory };
  await engine.open({ kind: 'files', files: files(text), ...limits }, ignore, ignore, signal);
  return engine;
}

describe('baselines of Combined', () => {
  it('are the same from files as from a view, and say what findings do not use', async () => {
    const session = await open(monday);
    const usual = 'combined';
    await session.detect(usual, ignore, signal);
    const view: View = { detector: usual, where: [], sort: { by: 'rank', descending: false } };
    const ofView = await session.fitBaseline({ kind: 'view', view }, usual, ignore, signal);
    const ofFiles = await session.fitBaseline({ kind: 'files', files: files(monday) }, usual, ignore, signal);
    const saved = async ({ id }: { readonly id: string }) => {
      const { origin: _, ...rest } = JSON.parse(await (await session.saveBaseline(id, '1')).text());
      return rest;
    };
    expect(await saved(ofFiles)).toEqual(await saved(ofView));
    expect(ofView.label).toBe('Baseline: Combined, conn.log');
    expect((await session.drift(ofFiles.id, ignore, signal)).channels).toMatchObject({ share: 1 });
    const { notes } = await session.detect(ofFiles.id, ignore, signal);
    expect(notes).toContainEqual({ code: 'findings-without-baseline', detail: {} });
    const request = { result: ofFiles.id, threshold: 1, app: '1', table: null, file: null, moments: null };
    await expect(session.writeModel({ ...request, form: 'duckdb' }, ignore, signal)).rejects.toMatchObject({
      code: 'scores-whole-logs',
    });
    expect(await session.writeModel({ ...request, form: 'json' }, ignore, signal)).toContain('"combined"');
  });

  it('do not score a log larger than memory, and say so', async () => {
    const session = await open(tuesday, 1000);
    const made = await session.fitBaseline({ kind: 'files', files: files(monday) }, 'combined', ignore, signal);
    expect((await session.drift(made.id, ignore, signal)).channels).toBeNull();
    await expect(session.detect(made.id, ignore, signal)).rejects.toMatchObject({ code: 'scores-whole-logs' });
  });

  it('of a log larger than memory have its exact sums, and know nothing of DNS bursts', async () => {
    const origin = { files: ['a.log'], fileCount: 1, chosenBy: [], made: 1 };
    const means = { kernel: null, inflate: null };
    const stream = () => flowsOfFiles(files(monday), means, ignore, 'assumed');
    const folded = await fitWholeLog('combined', files(monday), stream(), means, 0, origin, quiet);
    const whole = await fitToTable('combined', {}, (await readText(monday)).table, null, origin, quiet);
    const { contacts, span } = folded.behaviour ?? {};
    expect({ contacts, span }).toEqual({ contacts: whole.behaviour?.contacts, span: whole.behaviour?.span });
    expect(folded.model).toEqual(whole.model);
    expect(folded.behaviour?.norms.counts.has('dnsburst')).toBe(false);
    expect(whole.behaviour?.norms.counts.has('dnsburst')).toBe(true);
  });
});
