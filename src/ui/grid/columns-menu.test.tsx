// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { textColumn } from './cells.tsx';
import { type ColumnLayout, firstLayout } from './column-layout.ts';
import { ColumnsMenu } from './columns-menu.tsx';

afterEach(cleanup);

const columns = ['proto', 'service'].map((id) =>
  textColumn<object>(id, id, 80, '', { cell: () => '', textOf: () => '' }),
);

it('shows a choice immediately, before the list is redrawn', () => {
  const chosen: ColumnLayout[] = [];
  render(<ColumnsMenu columns={columns} layout={firstLayout} onLayout={(layout) => chosen.push(layout)} />);
  const dialog = screen.getByRole('dialog', { hidden: true });
  fireEvent(dialog, Object.assign(new Event('beforetoggle'), { newState: 'open' }));
  const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'proto', hidden: true });
  fireEvent.click(box());
  expect(box().checked).toBe(false);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Mine', hidden: true }).checked).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: 'service', hidden: true }));
  expect(chosen.at(-1)).toMatchObject({ set: 'mine', shown: { proto: false, service: false } });
});
