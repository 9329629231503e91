// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useFocusReturn } from './use-focus-return.ts';
import type { State } from './workspace/state.ts';

afterEach(cleanup);

function Page({ phase }: { readonly phase: State['phase'] }) {
  const files = useRef<HTMLButtonElement>(null);
  useFocusReturn(phase, files);
  return (
    <>
      <button type="button" ref={files}>
        Open logs
      </button>
      {phase === 'loading' && <button type="button">Cancel</button>}
      <input />
    </>
  );
}

it.each(['empty', 'failed', 'ready'] as const)('the file button has the focus after loading ends as %s', (phase) => {
  const { rerender } = render(<Page phase="loading" />);
  screen.getByRole('button', { name: 'Cancel' }).focus();
  rerender(<Page phase={phase} />);
  expect(document.activeElement?.textContent).toBe('Open logs');
});

it('the focus stays where the user has moved it meanwhile, and at any other change', () => {
  const { rerender } = render(<Page phase="loading" />);
  screen.getByRole('textbox').focus();
  rerender(<Page phase="empty" />);
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
  screen.getByRole('textbox').blur();
  rerender(<Page phase="ready" />);
  expect(document.activeElement).toBe(document.body);
});
