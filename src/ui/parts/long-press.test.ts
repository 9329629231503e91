// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startLongPress } from './long-press.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('calls when a finger has stayed, and again after it lifts anywhere', () => {
  const onPress = vi.fn();
  startLongPress(onPress);
  vi.advanceTimersByTime(499);
  expect(onPress).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onPress).toHaveBeenCalledTimes(1);
  for (let lift = 0; lift < 2; lift++) {
    dispatchEvent(new Event('pointerup'));
    vi.advanceTimersByTime(1000);
    expect(onPress).toHaveBeenCalledTimes(2);
  }
});

it('calls nothing after the press was ended', () => {
  const onPress = vi.fn();
  const end = startLongPress(onPress);
  end();
  vi.advanceTimersByTime(1000);
  dispatchEvent(new Event('pointerup'));
  vi.advanceTimersByTime(1000);
  expect(onPress).not.toHaveBeenCalled();
});
