// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import type { KeyboardEvent } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Clause } from '../../core/selection/clauses.ts';
import { openPage } from '../../testing/open-page.ts';
import { useFilterBox } from './use-filter-box.ts';

afterEach(cleanup);

async function box(edited: Clause | null = null) {
  const { controller, ready } = await openPage();
  const { run, shown } = ready().result;
  const [onEdited, onSelect] = [vi.fn(), vi.fn()];
  const { detection, threshold, modelThreshold } = shown;
  const { result } = renderHook(() =>
    useFilterBox({
      ...{ engine: controller.engine, run, findings: null, detector: detection.detector, threshold, modelThreshold },
      ...{ clauses: edited === null ? [] : [edited], edited, onEdited, onSelect },
    }),
  );
  const now = () => result.current;
  const press = (key: string) => {
    const event = { key, nativeEvent: {}, preventDefault: vi.fn(), stopPropagation: vi.fn() };
    act(() => now().onKeyDown(event as unknown as KeyboardEvent<HTMLInputElement>));
  };
  return { now, press, onEdited, onSelect, type: (text: string) => act(() => now().write(text, text.length, false)) };
}

it('keeps a wrong filter with its error, which the next letter removes', async () => {
  const { now, press, onSelect, type } = await box();
  type('prt:443');
  press('Enter');
  expect(now()).toMatchObject({ text: 'prt:443', error: { code: 'unknown-field' } });
  expect(onSelect).not.toHaveBeenCalled();
  type('port:443');
  expect(now().error).toBe(null);
  press('Enter');
  expect(now().text).toBe('');
  expect(onSelect.mock.lastCall?.[0]).toMatchObject([{ source: 'box', label: 'port:443' }]);
});

it('clears the text with Escape, and ends the editing of a chip', async () => {
  const { now, press, onEdited, type } = await box();
  type('port:443');
  press('Escape');
  expect(now().text).toBe('');
  expect(onEdited).toHaveBeenCalledOnce();
});
