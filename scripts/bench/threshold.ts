import type { Page } from '@playwright/test';

/** Moves the threshold as a person does: thirty steps by key, then along the plot by mouse. */
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
  await page.mouse.move(box.x + box.width * 0.2, middle);
  await page.mouse.down();
  for (let step = 0; step <= 30; step++) {
    await page.mouse.move(box.x + box.width * (0.2 + 0.02 * step), middle);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}
