import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { parseCsv } from './csv.ts';
import { drop, exportAs, openPage, ready, summary } from './page.ts';

/** Logs that people brought, beside the repository: the first file of each kind of their README, through the page. */
const folder = fileURLToPath(new URL('../../shared/cases/', import.meta.url));
const hasCases = existsSync(folder);
const read = (name: string) => (hasCases ? readFileSync(folder + name, 'utf8') : '');
const rows = read('expected.tsv').trimEnd().split('\n').slice(1);
const kinds = [...read('README.md').matchAll(/^\| ([A-H] [^|]+) \| (\w+)/gm)].map(([, kind, place]) => {
  const row = rows.find((line) => line.startsWith(`${place}-`)) ?? '';
  const [file, flows, skipped, context, witness, saying = ''] = row.split('\t');
  return { kind: kind.trim(), file, flows, skipped, context, hasWitness: witness === 'yes', saying };
});

test.skip(!hasCases, 'no ../shared');

test('every kind has a case', () => {
  expect(kinds.map(({ kind }) => kind[0]).join('')).toBe('ABCDEFGH');
});

for (const { kind, file, flows, skipped, context, hasWitness, saying } of kinds) {
  test(`${kind}: ${file}`, async ({ page }) => {
    await openPage(page);
    await drop(page, folder + file);
    await expect(summary(page)).toHaveAttribute('data-state', /ready|failed/);
    if ((await summary(page).getAttribute('data-state')) === 'failed') {
      expect(saying, 'only reading is right').not.toBe('');
      await expect(page.getByRole('alert')).toContainText(new RegExp(saying, 'i'));
      return;
    }
    const figures = await ready(page);
    expect(figures).toMatchObject({ flows: Number(flows), context: Number(context) });
    expect(figures.skipped).toBeLessThanOrEqual(Number(skipped));
    if (!hasWitness) return;
    const exported = parseCsv(await exportAs(page, 'CSV', 'All flows'));
    const witness = exported.find((row) => Object.values(row).includes('CwitLONG000000001'));
    const numbers = ['duration', 'orig_bytes', 'resp_bytes', 'resp_pkts', 'id.resp_p'];
    expect(numbers.map((field) => Number(witness?.[field]))).toEqual([3661.5, 1_234_567, 987_654, 1900, 8443]);
  });
}

test('markup in addresses is shown as text', async ({ page }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await openPage(page);
  await drop(page, `${folder}hostile/evilhosts.log`);
  expect((await ready(page)).flows).toBe(1900);
  for (const name of ['Flows', 'Hosts', 'Channels']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole('grid', { name }).first()).toBeVisible();
  }
  expect(asked).toEqual([]);
  expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
});
