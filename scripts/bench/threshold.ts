import type { Page } from '@playwright/test';

/** Moves the threshold: thirty steps by key, then by dragging its line. */
export async function moveThreshold(page: Page): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Threshold' });
  await slider.focus();
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(16);
  }
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the threshold is not on screen');
  const middle = box.y + box.height / 2;
  const start = box.x + box.width / 2;
  await page.mouse.move(start, middle);
  await page.mouse.down();
  for (let step = 0; step <= 30; step++) {
    await page.mouse.move(start - 4 * step, middle);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}
