// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { ScreePlot, type Step } from './scree-plot.tsx';

afterEach(cleanup);

/** Pixels of 100 %: the height without the axis and the margin. */
const FULL = 200 - 20 - 8;

async function draw(steps: readonly Step[]) {
  const current = document.createElement('div');
  document.body.append(current);
  const describe = ({ name }: Step) => `described ${name}`;
  const plot = (
    <ScreePlot steps={steps} width={600} height={200} label="Shares" describe={describe} box={{ current }} />
  );
  const { container } = render(plot);
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  return { container, tip: () => current.textContent };
}

const stepsOf = (shares: readonly number[]): readonly Step[] =>
  shares.map((share, i) => ({ name: `PC${i + 1}`, share, isScored: i > 0, cumulative: shares[0] }));

it('draws a bar per component, as high as its share and at least two pixels, side by side', async () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const property = fc.asyncProperty(fc.array(share, { minLength: 1, maxLength: 9 }), async (shares) => {
    const { container } = await draw(stepsOf(shares));
    const bars = [...container.querySelectorAll('[data-component]')];
    const heights = bars.map((bar) => Number(bar.getAttribute('height')));
    expect(heights).toHaveLength(shares.length);
    heights.forEach((height, i) => {
      expect(height).toBeCloseTo(Math.max(2, shares[i] * FULL), 6);
    });
    const lefts = bars.map((bar) => Number(bar.getAttribute('x')));
    const width = Number(bars[0].getAttribute('width'));
    lefts.slice(1).forEach((left, i) => {
      expect(left).toBeGreaterThan(lefts[i] + width);
    });
    expect(container.querySelectorAll('circle')).toHaveLength(shares.length);
    cleanup();
  });
  await fc.assert(property, { numRuns: 10 });
});

it('draws the percentages of its axis', async () => {
  const { container } = await draw(stepsOf([0.6, 0.4]));
  const texts = [...container.querySelectorAll('svg text')].map(({ textContent }) => textContent);
  expect(texts).toEqual(['PC1', 'PC2', '0 %', '25 %', '50 %', '75 %', '100 %']);
});

it('describes the component that the arrow keys choose', async () => {
  const { container, tip } = await draw(stepsOf([0.5, 0.3, 0.2]));
  const chart = container.querySelector('svg[tabindex]');
  if (chart === null) throw new Error('The chart takes no focus');
  expect(tip()).toBe('');
  const after = async (event: () => void) => {
    await act(async () => {
      event();
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    return tip();
  };
  expect(await after(() => fireEvent.focus(chart))).toBe('described PC1');
  expect(await after(() => fireEvent.keyDown(chart, { key: 'ArrowRight' }))).toBe('described PC2');
});
