// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useStepFocus } from './use-step-focus.ts';
import type { State } from './workspace/state.ts';

/** A state at a step. The hook reads nothing else of it. */
const at = (id: string): State => ({ phase: 'ready', steps: { step: { id, base: null, isStepped: false } } }) as State;

function store(first: State) {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    go: (next: State) => {
      state = next;
      for (const listener of listeners) listener();
    },
  };
}

function button(): HTMLButtonElement {
  return document.body.appendChild(document.createElement('button'));
}

afterEach(() => document.body.replaceChildren());

test('returns the focus of a step when the user returns to it', () => {
  const [before, after] = [button(), button()];
  const steps = store(at('1.0'));
  const hook = renderHook(({ drawn }) => useStepFocus(steps, 'ready', drawn), { initialProps: { drawn: at('1.0') } });
  before.focus();
  act(() => steps.go(at('1.1')));
  after.focus();
  hook.rerender({ drawn: at('1.1') });
  expect(document.activeElement).toBe(after);
  act(() => steps.go(at('1.0')));
  hook.rerender({ drawn: at('1.0') });
  expect(document.activeElement).toBe(before);
});

test('does not take the focus for a step that is drawn after the user has left it', () => {
  const [before, after] = [button(), button()];
  const steps = store(at('1.0'));
  const hook = renderHook(({ drawn }) => useStepFocus(steps, 'ready', drawn), { initialProps: { drawn: at('1.0') } });
  act(() => steps.go(at('1.1')));
  before.focus();
  act(() => steps.go(at('1.2')));
  after.focus();
  hook.rerender({ drawn: at('1.1') });
  expect(document.activeElement).toBe(after);
  hook.rerender({ drawn: at('1.2') });
  expect(document.activeElement).toBe(after);
});
