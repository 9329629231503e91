import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Helpers for the tests: they find the page's elements by role and accessible name only. */

export interface LogFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function logFile(name: string, content: string | Uint8Array): LogFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(content) };
}

export function summary(page: Page): Locator {
  return page.getByRole('status', { name: 'Summary' });
}

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Flows' });
}

export function header(page: Page, name: string): Locator {
  return grid(page).getByRole('columnheader', { name, exact: true });
}

/** The row at a position of the view, counted from 0, if it is mounted. */
export function rowAt(page: Page, place: number): Locator {
  return grid(page).locator(`[role=row][aria-rowindex="${place + 2}"]`);
}

export function panel(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Flow' });
}

export function chart(page: Page, title: string): Locator {
  return page.getByRole('figure', { name: title });
}

/** Opens the strip: larger charts, the density map, and the buttons for tables and pictures. */
export async function openCharts(page: Page): Promise<void> {
  const chevron = page.getByRole('button', { name: 'Charts', exact: true });
  if ((await chevron.getAttribute('aria-expanded')) === 'false') await chevron.click();
  await expect(chart(page, 'Density')).toHaveAttribute('aria-busy', 'false');
}

/** The field **Contamination** in its popover. */
export async function contaminationField(page: Page): Promise<Locator> {
  const field = page.getByRole('spinbutton', { name: 'Contamination' });
  if (!(await field.isVisible())) await page.getByRole('button', { name: /^Flag/ }).click();
  return field;
}

/** A link that opens the first log in the tab Flows. It applies once: the next log opens in the tab Findings. */
export const FLOWS_FIRST = '#v=1&tab=flows';

/** Goes to the start screen and waits until the page is fully loaded. */
export async function openPage(page: Page, hash = FLOWS_FIRST): Promise<void> {
  // A link that differs only in its hash does not reload the page.
  if (page.url() !== 'about:blank') await page.goto('about:blank');
  await page.goto(`./${hash}`, { waitUntil: 'networkidle' });
  await expect(summary(page)).toHaveAttribute('data-state', 'empty');
}

/** Chooses files, given by path or content, through the first file input. */
export async function drop(page: Page, files: string | readonly LogFile[]): Promise<void> {
  const input = page.locator('input[type=file]').first();
  await input.setInputFiles(typeof files === 'string' ? files : [...files]);
}

export interface Figures {
  readonly flows: number;
  readonly anomalies: number;
  readonly threshold: number;
  readonly skipped: number;
  readonly context: number;
  readonly files: number;
  readonly detector: string;
}

/** Waits until the result is final and on screen. Returns its figures. */
export async function ready(page: Page, timeout = 30_000): Promise<Figures> {
  await expect(summary(page)).toHaveAttribute('data-state', 'ready', { timeout });
  const data = await summary(page).evaluate((element) => ({ ...(element as HTMLElement).dataset }));
  const number = (name: string) => (data[name] === undefined ? Number.NaN : Number(data[name]));
  return {
    flows: number('flows'),
    anomalies: number('anomalies'),
    threshold: number('threshold'),
    skipped: number('skipped'),
    context: number('context'),
    files: number('files'),
    detector: data.detector ?? '',
  };
}

export async function openSample(page: Page, first: 'Flows' | 'Findings' = 'Flows'): Promise<Figures> {
  await openPage(page, first === 'Flows' ? FLOWS_FIRST : '');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  return ready(page);
}

/** A tab by its label; its count follows. */
export function tab(page: Page, label: string): Locator {
  return page.getByRole('tab', { name: new RegExp(`^${label}\\b`) });
}

/** Shows a tab. Returns its panel. */
export async function showTab(page: Page, label: string): Promise<Locator> {
  await tab(page, label).click();
  await expect(tab(page, label)).toHaveAttribute('aria-selected', 'true');
  return page.getByRole('tabpanel', { name: new RegExp(`^${label}\\b`) });
}

/** An item of the Menu, after opening the Menu. */
export async function menuItem(page: Page, label: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  return page.getByRole('menuitem', { name: new RegExp(`^${label}\\b`) });
}

/** Chooses an item of the Menu that opens a dialog. Returns the dialog. */
export async function openDialog(page: Page, item: string, name = item): Promise<Locator> {
  await (await menuItem(page, item)).click();
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The findings of the open log, after the search has finished. */
export async function findingsGrid(page: Page): Promise<Locator> {
  await expect(tab(page, 'Findings')).toHaveText(/^Findings \d/, { timeout: 30_000 });
  return page.getByRole('grid', { name: 'Findings' });
}

/** Adds a filter through the box. */
export async function setFilter(page: Page, text: string): Promise<void> {
  const box = page.getByRole('search').getByRole('textbox', { name: 'Filter' });
  await box.fill(text);
  await box.press('Enter');
  await expect(box).toHaveValue('');
  await ready(page);
}

/** Opens the flow at a position of the view, counted from 0. */
export async function openFlow(page: Page, place: number): Promise<Locator> {
  await rowAt(page, place).click();
  await expect(panel(page)).toContainText('Rank');
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  return panel(page);
}

/** Visible cells of one column, top to bottom. The title has the log's text if it differs. */
export async function columnTexts(page: Page, name: string): Promise<string[]> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  const column = await header(page, name).getAttribute('aria-colindex');
  const cells = await grid(page)
    .locator(`[role=gridcell][aria-colindex="${column}"]`)
    .evaluateAll((all) =>
      all.map((cell) => ({
        place: Number(cell.closest('[role=row]')?.getAttribute('aria-rowindex')),
        text: cell.getAttribute('title') ?? cell.querySelector('[title]')?.getAttribute('title') ?? cell.textContent,
      })),
    );
  return cells.toSorted((a, b) => a.place - b.place).map(({ text }) => text ?? '');
}

export async function columnNumbers(page: Page, name: string): Promise<number[]> {
  return (await columnTexts(page, name)).map((text) => Number(text.replaceAll(',', '')));
}

export type ExportForm = 'CSV' | 'NDJSON' | 'Zeek TSV' | 'Summary (JSON)';

export async function exportAs(page: Page, form: ExportForm, which: 'All flows' | 'Flows in view'): Promise<string> {
  const flows = page.getByRole('radio', { name: which });
  if (!(await flows.isVisible())) await page.getByRole('button', { name: 'Export', exact: true }).click();
  await flows.check();
  const button = page.getByRole('button', { name: form, exact: true });
  return (await downloadBy(page, button.or(page.getByRole('menuitem', { name: form, exact: true })))).toString();
}

/** The content of a download that a click starts. */
export async function downloadBy(page: Page, button: Locator): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await button.click();
  return readFile(await (await download).path());
}

/** Calls of one engine method, which can be held and counted. */
export interface HeldCalls {
  /** Number of calls since the page was opened, including held ones. */
  count(): Promise<number>;
  /** Holds all further calls. */
  hold(): Promise<void>;
  /** Releases held calls, and lets further calls pass. */
  release(): Promise<void>;
  /** Releases calls and clicks in the same task, so that the answer cannot arrive before the click. */
  releaseAndClick(button: Locator): Promise<void>;
}

/**
 * Makes a slow engine: calls of a method can be held before they reach the worker. Call it before the page is opened.
 */
export async function holdCalls(page: Page, method: string): Promise<HeldCalls> {
  await page.addInitScript((name) => {
    const calls = {
      count: 0,
      isHolding: false,
      held: [] as (() => void)[],
      release() {
        calls.isHolding = false;
        for (const send of calls.held.splice(0)) send();
      },
    };
    Object.assign(window, { [`held ${name}`]: calls });
    const post = Worker.prototype.postMessage as (...args: unknown[]) => void;
    Worker.prototype.postMessage = function (...args: unknown[]) {
      const { path } = args[0] as { path?: unknown[] };
      const isHeld = path?.[0] === name;
      if (isHeld) calls.count++;
      if (isHeld && calls.isHolding) calls.held.push(() => post.apply(this, args));
      else post.apply(this, args);
    };
  }, method);
  const tell = (what: 'count' | 'hold' | 'release') =>
    page.evaluate(
      ([name, wanted]) => {
        const calls = (window as unknown as Record<string, { count: number; isHolding: boolean; release: () => void }>)[
          `held ${name}`
        ];
        if (wanted === 'hold') calls.isHolding = true;
        if (wanted === 'release') calls.release();
        return calls.count;
      },
      [method, what] as const,
    );
  return {
    count: () => tell('count'),
    hold: async () => void (await tell('hold')),
    release: async () => void (await tell('release')),
    releaseAndClick: (button) =>
      button.evaluate((element: HTMLElement, name) => {
        (window as unknown as Record<string, { release: () => void }>)[`held ${name}`].release();
        element.click();
      }, method),
  };
}

/** Milliseconds to draw one page of rows. */
export const FRAMES = 100;

/** Clicks on Cancel. Returns the milliseconds until the previous log or the start screen is shown. */
export function cancelTime(page: Page, state: 'ready' | 'empty' = 'ready'): Promise<number> {
  return page.getByRole('button', { name: 'Cancel' }).evaluate(
    (button, wanted) =>
      new Promise((resolve) => {
        const started = performance.now();
        const look = () => {
          if (document.querySelector(`[data-state=${wanted}]`) === null) requestAnimationFrame(look);
          else resolve(performance.now() - started);
        };
        (button as HTMLElement).click();
        look();
      }),
    state,
  );
}
