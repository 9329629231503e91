// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { InView, inViewWords } from './in-view.tsx';
import { OverTime, periodText } from './over-time.tsx';

afterEach(cleanup);

const heightsOf = () =>
  [...screen.getByRole('img').querySelectorAll('rect')].slice(1).map((bar) => Number(bar.getAttribute('height')));

it('draws a bar per time with flows, the highest over the full height, and few flows visibly', () => {
  render(<OverTime name="host" heights={[0, 1, 10_000, 0, 2500]} first={0} last={60} span={[0, 120]} />);
  expect(heightsOf()).toEqual([2, 23, 11.5]);
});

it('is named by the period, and by its absence', () => {
  const { rerender } = render(<OverTime name="host" heights={[1]} first={0} last={60} span={[0, 120]} />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    '1970-01-01 00:00:00 to 1970-01-01 00:01:00, in a log from 1970-01-01 00:00:00 to 1970-01-01 00:02:00',
  );
  rerender(<OverTime name="finding" heights={[0]} first={null} last={null} span={null} />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('No flow of the finding has a time');
  expect(heightsOf()).toEqual([]);
  expect([periodText(0, 60), periodText(null, 60)]).toEqual(['1970-01-01 00:00:00 to 1970-01-01 00:01:00', '']);
});

it('flows in view are distinguished from those of the whole log only where these are more', () => {
  const { container, rerender } = render(<InView flows={12} all={1254} />);
  expect(container.textContent).toBe('12 of 1,254');
  rerender(<InView flows={1254} all={1254} />);
  expect(container.textContent).toBe('1,254');
  expect([inViewWords(12, 254), inViewWords(1, 1)]).toEqual(['12 flows in view of 254', '1 flow']);
});
