// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { TimeBars } from './time-bars.tsx';

afterEach(cleanup);

it('has a button for each stretch with flows, which gives its times', () => {
  const onStretch = vi.fn();
  const span = [1000, 1100] as const;
  const props = { flows: [3, 0, 0, 1], odd: [1, 0, 0, 0], span, onStretch };
  render(<TimeBars label="Flows over time" {...props} titleOf={(bar) => `bar ${bar}`} />);
  const bars = screen.getAllByRole('button');
  expect(bars.map((bar) => bar.tabIndex)).toEqual([0, -1]);
  expect(bars[0].title).toBe('bar 0, 1970-01-01 00:16:40 to 1970-01-01 00:17:05');
  fireEvent.click(bars[0]);
  fireEvent.click(bars[1]);
  expect(onStretch.mock.calls).toEqual([
    [{ from: 1000, to: 1025, isLast: false }],
    [{ from: 1075, to: 1100, isLast: true }],
  ]);
});
