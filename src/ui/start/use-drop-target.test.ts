// @vitest-environment happy-dom
import { cleanup, fireEvent, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useDropTarget } from './use-drop-target.ts';

afterEach(cleanup);

// This DOM's files have no path in a folder.
const file = Object.assign(new File(['log'], 'conn.log'), { webkitRelativePath: '' });
const files = { types: ['Files'], files: [file], items: [], dropEffect: 'none' };
const text = { types: ['text/plain'], files: [], items: [], dropEffect: 'none' };

function target() {
  const onDrop = vi.fn();
  const { result, unmount } = renderHook(() => useDropTarget(onDrop));
  // Returns whether the browser keeps its own action.
  const fire = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', dataTransfer: object = files) => {
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer });
    return fireEvent(document.body, event);
  };
  return { onDrop, isDragging: () => result.current, fire, unmount };
}

it('accepts dropped files', () => {
  const { onDrop, isDragging, fire } = target();
  expect(fire('dragenter')).toBe(false);
  expect(isDragging()).toBe(true);
  expect(fire('drop')).toBe(false);
  expect(isDragging()).toBe(false);
  expect(onDrop).toHaveBeenCalledTimes(1);
  expect(onDrop.mock.calls[0][0]).toMatchObject({ name: 'conn.log', bytes: 3 });
});

it('is over the page until the drag has left every element that it entered', () => {
  const { isDragging, fire } = target();
  for (const type of ['dragenter', 'dragenter', 'dragleave'] as const) fire(type);
  expect(isDragging()).toBe(true);
  fire('dragleave');
  expect(isDragging()).toBe(false);
  fire('dragleave');
  fire('dragenter');
  expect(isDragging()).toBe(true);
});

it('leaves dragged text, and a dragged column header, to the browser and the grid', () => {
  const { onDrop, isDragging, fire } = target();
  for (const type of ['dragenter', 'dragover', 'drop'] as const) expect(fire(type, text)).toBe(true);
  expect([isDragging(), onDrop.mock.calls]).toEqual([false, []]);
});

it('offers to copy', () => {
  const { fire } = target();
  const transfer = { ...files };
  fire('dragover', transfer);
  expect(transfer.dropEffect).toBe('copy');
});

it('stops with the page', () => {
  const { onDrop, fire, unmount } = target();
  unmount();
  fire('drop');
  expect(onDrop).not.toHaveBeenCalled();
});
