// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { CopyButton } from './copy-button.tsx';
import { copyText } from './copy-text.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** A browser without a clipboard of its own. `copies` is whether its command "copy" has one. */
function withoutClipboard(copies: boolean): string[] {
  const copied: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  document.execCommand = () => {
    const clipboardData = copies ? { setData: (_: string, text: string) => copied.push(text) } : null;
    document.dispatchEvent(Object.assign(new Event('copy'), { clipboardData }));
    return copies;
  };
  return copied;
}

it('copies by the clipboard, otherwise by the command of the browser', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  expect(await copyText('10.0.0.1\u202E')).toBe(true);
  expect(written).toHaveBeenCalledExactlyOnceWith('10.0.0.1\u202E');
  const copied = withoutClipboard(true);
  expect(await copyText('a')).toBe(true);
  expect(copied).toEqual(['a']);
});

it('reports that neither is possible, and does not change later copies', async () => {
  withoutClipboard(false);
  expect(await copyText('a')).toBe(false);
  const event = Object.assign(new Event('copy', { cancelable: true }), { clipboardData: null });
  document.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

it('the button announces the outcome', async () => {
  withoutClipboard(false);
  render(<CopyButton text="a" label="Copy" name="Copy a" />);
  expect(screen.getByRole('status').textContent).toBe('');
  await act(async () => screen.getByRole('button', { name: 'Copy a' }).click());
  expect(screen.getByRole('status').textContent).toMatch(/did not allow copying/);
  withoutClipboard(true);
  await act(async () => screen.getByRole('button').click());
  expect(screen.getByRole('status').textContent).toBe('Copied.');
});
