import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Download, expect, type Page } from '@playwright/test';

/** A file for the page's file input. */
export interface Dropped {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function file(name: string, content: string | Uint8Array): Dropped {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

/** Opens the page and waits until its engine and charts are there. */
export async function openPage(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Try a sample' })).toBeVisible();
}

/** Gives files, or paths of files, to the page as if they had been dropped. */
export async function drop(
  page: Page,
  files: Dropped | readonly Dropped[] | string | readonly string[],
): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files as never);
}

export interface Summary {
  readonly flows: number;
  readonly anomalies: number;
  readonly threshold: number;
  readonly skipped: number;
  readonly context: number;
  readonly files: number;
  readonly detector: string;
}

/** Waits for the state that is not `loading` and gives back what it is. */
export async function settled(page: Page, timeout = 30_000): Promise<string> {
  const summary = page.getByRole('status', { name: 'Summary' });
  await expect(summary).toHaveAttribute('data-state', /^(ready|failed)$/, { timeout });
  return (await summary.getAttribute('data-state')) ?? '';
}

/** The numbers of the run, once it is ready. */
export async function summary(page: Page, timeout = 30_000): Promise<Summary> {
  const element = page.getByRole('status', { name: 'Summary' });
  await expect(element).toHaveAttribute('data-state', 'ready', { timeout });
  const read = async (name: string) => (await element.getAttribute(`data-${name}`)) ?? '';
  const number = async (name: string) => Number(await read(name));
  return {
    flows: await number('flows'),
    anomalies: await number('anomalies'),
    threshold: await number('threshold'),
    skipped: await number('skipped'),
    context: await number('context'),
    files: await number('files'),
    detector: await read('detector'),
  };
}

/** Exports all flows, or those in view, and gives back the file's text. */
export async function exportFlows(
  page: Page,
  form: string,
  scope: 'All flows' | 'Flows in view' = 'All flows',
): Promise<string> {
  return readFileSync((await saved(page, form, scope)).path, 'utf8');
}

async function saved(page: Page, form: string, scope: string): Promise<{ path: string }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('radio', { name: scope }).check();
  const waiting = page.waitForEvent('download');
  await page
    .getByRole('button', { name: form, exact: true })
    .or(page.getByRole('menuitem', { name: form, exact: true }))
    .click();
  const path = await downloaded(await waiting);
  if (await page.getByRole('radio', { name: scope }).isVisible()) await page.keyboard.press('Escape');
  return { path };
}

export async function downloaded(download: Download): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'oddflow-e2e-')), download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** Records of a CSV file (RFC 4180). */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isQuoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else isQuoted = false;
    } else if (c === '"') isQuoted = true;
    else if (c === ',') {
      record.push(cell);
      cell = '';
    } else if (c === '\n') {
      records.push([...record, cell.replace(/\r$/, '')]);
      record = [];
      cell = '';
    } else cell += c;
  }
  return records;
}

/** Text of the cells of one column in the rows that are drawn, in their order on screen. */
export async function columnTexts(page: Page, name: string): Promise<string[]> {
  const grid = page.getByRole('grid', { name: 'Flows' });
  const headers = (await grid.getByRole('columnheader').allInnerTexts()).map((text) => text.trim().split(/\s/)[0]);
  const column = headers.indexOf(name);
  const rows = await grid.locator('[role=row][aria-rowindex]').all();
  const texts: { index: number; text: string }[] = [];
  for (const row of rows) {
    const index = Number(await row.getAttribute('aria-rowindex'));
    if (index < 2) continue;
    texts.push({ index, text: await row.getByRole('gridcell').nth(column).innerText() });
  }
  return texts.toSorted((a, b) => a.index - b.index).map(({ text }) => text.trim());
}

/** A conn.log of `rows` plain flows, with one that is far larger. */
export function plainLog(rows: number): string {
  const fields =
    'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents';
  const types =
    'time string addr port addr port enum string interval count count string bool bool count string count count count count set[string]';
  const lines = Array.from({ length: rows }, (_, i) => {
    const sent = i === 7 ? 9_000_000 : 100 + ((i * 37) % 900);
    const got = 300 + ((i * 91) % 4000);
    const [out, back] = [3 + (i % 9), 2 + (i % 7)];
    return [
      `${1_700_000_000 + i * 3}.${String(i % 1000).padStart(6, '0')}`,
      `C${String(i).padStart(17, 'x')}`,
      `10.0.${i % 5}.${i % 200}`,
      40_000 + (i % 20_000),
      `192.0.2.${i % 90}`,
      [443, 80, 53][i % 3],
      i % 3 === 2 ? 'udp' : 'tcp',
      ['ssl', 'http', 'dns'][i % 3],
      (0.01 * ((i * 13) % 700)).toFixed(6),
      sent,
      got,
      'SF',
      'T',
      'F',
      0,
      i % 3 === 2 ? 'Dd' : 'ShADadFf',
      out,
      sent + out * 52 + (i % 11),
      back,
      got + back * 52 + (i % 5),
      '-',
    ].join('\t');
  });
  return [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\tconn',
    `#fields\t${fields.replaceAll(' ', '\t')}`,
    `#types\t${types.replaceAll(' ', '\t')}`,
    ...lines,
    '#close\t2026-01-01-00-00-00',
    '',
  ].join('\n');
}

/** Writes text to a temporary file and gives back its path. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'oddflow-e2e-')), name);
  writeFileSync(path, content);
  return path;
}
