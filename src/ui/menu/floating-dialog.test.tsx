// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FloatingDialog } from './floating-dialog.tsx';

afterEach(cleanup);

// The document of the test has no popovers: it is closed when its event comes.
HTMLElement.prototype.showPopover ??= () => {};

function open() {
  const onClose = vi.fn<(hasFocus: boolean) => void>();
  render(
    <>
      <input />
      <FloatingDialog label="Keys" onClose={onClose}>
        text
      </FloatingDialog>
    </>,
  );
  return { onClose, dialog: screen.getByRole('dialog', { name: 'Keys' }) };
}

it('has the focus, which is to be returned when it closes', () => {
  const { onClose, dialog } = open();
  expect(document.activeElement).toBe(dialog);
  fireEvent(dialog, new Event('toggle'));
  expect(onClose.mock.calls).toEqual([[true]]);
});

it('leaves the focus where the user is when the event of its closing comes late', () => {
  const { onClose, dialog } = open();
  screen.getByRole('textbox').focus();
  fireEvent(dialog, new Event('toggle'));
  expect(onClose.mock.calls).toEqual([[false]]);
});
