// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { LogError } from '../../core/errors.ts';
import type { Asked } from '../ask/use-ask.ts';
import type { RowsWindow } from './grid-column.ts';
import { ListFace } from './list-face.tsx';

afterEach(cleanup);

type Found = RowsWindow<string>;
const functions = { cancel: vi.fn(), again: vi.fn() };
const answerOf = (total: number) => ({ key: 'a', answer: { start: 0, total, rows: [] } });
const working: Asked<Found> = { phase: 'working', share: 0.456, latest: null, ...functions };

function face(asked: Asked<Found>, total: number | null = null): HTMLElement {
  cleanup();
  return render(<ListFace name="Hosts" asked={asked} total={total} none="No host." />).container;
}

it('shows progress, which can be cancelled, until the first rows arrive', () => {
  face(working);
  expect(screen.getByRole('progressbar', { name: 'Finding hosts' }).getAttribute('value')).toBe('45');
  screen.getByRole('button', { name: 'Cancel' }).click();
  expect(functions.cancel).toHaveBeenCalledTimes(1);
});

it('shows nothing while there are rows, also while others load', () => {
  expect(face({ ...working, latest: answerOf(3) }).textContent).toBe('');
  expect(face(working, 3).textContent).toBe('');
});

it('says that the list is empty, by its known number of rows first', () => {
  expect(face({ ...working, latest: answerOf(0) }).textContent).toBe('No host.');
  expect(face(working, 0).textContent).toBe('No host.');
  expect(face({ ...working, latest: answerOf(0) }, 3).textContent).toBe('');
});

it('offers to search again after a cancel, and to try again after a failure', () => {
  face({ phase: 'cancelled', latest: answerOf(3), ...functions });
  screen.getByRole('button', { name: 'Find hosts' }).click();
  face({ phase: 'failed', error: new LogError('engine-lost'), latest: answerOf(3), ...functions });
  expect(screen.getByRole('alert').textContent).not.toBe('Try again');
  screen.getByRole('button', { name: 'Try again' }).click();
  expect(functions.again).toHaveBeenCalledTimes(2);
});
