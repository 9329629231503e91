import { expect, test } from '@playwright/test';
import { columnTexts, openDialog, openFlow, openSample, rowAt, summary } from './page.ts';

for (const label of ['Behaviour', 'Combined']) {
  test(`${label} ranks the planted scans first and explains them in a sentence`, async ({ page }) => {
    await openSample(page);
    await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label });
    await expect(summary(page)).toHaveAttribute('data-detector', label);
    await expect(summary(page)).toHaveAttribute('data-state', 'ready');
    // A finding is one line, which expands to a line per flow.
    await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText(/[\d,]+ lines for 19,962 flows/);
    await expect.poll(async () => new Set((await columnTexts(page, 'id.orig_h')).slice(0, 10)).size).toBeGreaterThan(2);
    await rowAt(page, 0).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => new Set((await columnTexts(page, 'id.orig_h')).slice(0, 10)).size).toBe(1);
    const flow = await openFlow(page, 0);
    await expect(flow).toContainText(/tried 1,000 ports of 192\.168\.10\.5; all flows to 99\d failed/);
    await expect(flow).toContainText('Port scan');
    // The last line of the computation is the score of the indicator.
    const computation = flow.getByRole('table', { name: 'How the score of Port scan is computed' });
    await expect(computation).toBeHidden();
    await flow.getByText('How this score is computed').first().click();
    await expect(computation.getByRole('row').last()).toContainText(/^scorelog10\(1 \+ 10\^x\)\d\.\d\d$/);
    const [score] = (await computation.getByRole('row').last().innerText()).split('\t').slice(-1);
    await expect(flow.getByRole('listitem').filter({ hasText: 'Port scan' })).toContainText(score);
    await expect(await openDialog(page, 'About this score')).toContainText('one in a hundred');
  });
}
