import { expect, type Locator, type Page } from '@playwright/test';
import { findingsGrid } from './page.ts';

/** A line of the grid Findings. */
export interface FindingLine {
  /** Text of its row, left to right. */
  readonly text: string;
  readonly kind: string;
  /** 0 to 100. */
  readonly strength: number;
  /** Row index in the grid, from 2. */
  readonly place: number;
}

/** All lines of the grid Findings, top to bottom, including those out of view. */
export async function findingLines(page: Page): Promise<readonly FindingLine[]> {
  const grid = await findingsGrid(page);
  return grid.evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const lines = new Map<number, { text: string; kind: string; strength: number; place: number }>();
    for (let top = 0; top < element.scrollHeight; top += element.clientHeight / 2) {
      element.scrollTo(0, top);
      await frame();
      for (const row of element.querySelectorAll<HTMLElement>('[role=row][data-kind]')) {
        const place = Number(row.getAttribute('aria-rowindex'));
        const { kind = '', strength = '' } = row.dataset;
        lines.set(place, { text: row.textContent ?? '', kind, strength: Number(strength || Number.NaN), place });
      }
    }
    element.scrollTo(0, 0);
    await frame();
    return [...lines.values()].sort((a, b) => a.place - b.place);
  });
}

/** Opens the first finding of a kind whose line contains a text. Returns its panel. */
export async function openFinding(page: Page, kind: string, text = ''): Promise<Locator> {
  const line = (await findingLines(page)).find((one) => one.kind === kind && one.text.includes(text));
  if (line === undefined) throw new Error(`no ${kind} with ${text}`);
  const grid = await findingsGrid(page);
  const row = grid.locator(`[role=row][aria-rowindex="${line.place}"]`);
  // A row out of view is mounted once the grid is scrolled to it.
  await grid.evaluate(async (element, place) => {
    for (let top = 0; top < element.scrollHeight; top += element.clientHeight / 2) {
      element.scrollTo(0, top);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      if (element.querySelector(`[aria-rowindex="${place}"]`) !== null) return;
    }
  }, line.place);
  await row.click();
  const panel = page.getByRole('complementary', { name: 'Finding' });
  await expect(panel.getByRole('heading').first()).toContainText(kind);
  return panel;
}
