// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChartFigure } from './chart-figure.tsx';

const saved = vi.fn();
beforeEach(() => {
  saved.mockReset();
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:test');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved(this.download);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const table = {
  caption: 'Flows per state',
  head: ['state', 'flows'],
  rows: [
    ['S0', '12'],
    ['SF', '3'],
  ],
};
const labels = { title: 'States', xLabel: 'state', yLabel: 'flows' };
const picture = () => ({ ...labels, notes: [], xTicks: [], yTicks: [], marks: [], legend: [] });

function figure(props: Partial<ComponentProps<typeof ChartFigure>> = {}): HTMLElement {
  const all = {
    title: 'States',
    caption: 'of 15 flows',
    face: '',
    isWaiting: false,
    fileName: 'conn.states',
    ...props,
  };
  render(
    <ChartFigure picture={() => null} table={() => table} {...all}>
      <svg aria-label="chart" />
    </ChartFigure>,
  );
  return screen.getByRole('figure', { name: props.name ?? 'States' });
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });

it('is a figure by its title, and by its full name if the title is only a word', () => {
  expect(figure().textContent).toContain('of 15 flows');
  cleanup();
  figure({ name: 'States of the selection' });
});

it('shows its numbers as a table instead of the chart, and back', () => {
  figure();
  const toggle = button('States as a table');
  act(() => toggle.click());
  expect(toggle.getAttribute('aria-pressed')).toBe('true');
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['state', 'flows']);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['S0', 'SF']);
  act(() => toggle.click());
  expect(screen.queryByRole('table')).toBeNull();
});

it('has no numbers and no pictures while it waits, and with a text in its place', () => {
  const waiting = figure({ isWaiting: true });
  expect(waiting.getAttribute('aria-busy')).toBe('true');
  expect(button('States as a table')).toHaveProperty('disabled', true);
  cleanup();
  expect(figure({ face: 'No flow has a time.' }).textContent).toContain('No flow has a time.');
  expect(button('States as a table')).toHaveProperty('disabled', true);
});

it('saves a picture under the name of the file', async () => {
  figure({ picture });
  await act(async () => button(/SVG/).click());
  expect(saved).toHaveBeenCalledExactlyOnceWith('conn.states.svg');
});

it('reports that a picture could not be made', async () => {
  vi.stubGlobal(
    'Image',
    class {
      async decode() {
        throw new Error('The picture is too large.');
      }
    },
  );
  figure({ picture });
  await act(async () => button(/PNG/).click());
  vi.unstubAllGlobals();
  expect(screen.getByText(/The picture is too large\./)).toBeTruthy();
  expect(saved).not.toHaveBeenCalled();
});
