// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { blocksOf, sampleOf } from '../../testing/doc-sample.ts';
import { openPage } from '../../testing/open-page.ts';
import { Body } from '../frame/body.tsx';
import { formatCount } from '../parts/format.ts';
import { shownTab, tabs, tabsOf } from './index.ts';
import type { TabEntry, TabProps } from './tab-entry.ts';
import { TabList } from './tab-list.tsx';

// sample
/** Which files the flows are from. */
const filesTab: TabEntry = {
  id: 'files',
  label: 'Files',
  countOf: ({ result }) => formatCount(result.run.files.length),
  isThere: ({ result }) => result.run.files.length > 0,
  isWhole: true,
  View: Files,
};

function Files({ result: { run } }: TabProps) {
  return (
    <ul>
      {run.files.map(({ path }) => (
        <li key={path}>{path}</li>
      ))}
    </ul>
  );
}
// end of sample

const list = tabs as TabEntry[];
beforeAll(() => {
  list.push(filesTab);
});
afterAll(() => {
  list.splice(list.indexOf(filesTab), 1);
});
afterEach(cleanup);

it('every tab has a unique id and label', () => {
  expect(new Set(tabs.map(({ id }) => id)).size).toBe(tabs.length);
  expect(new Set(tabs.map(({ label }) => label)).size).toBe(tabs.length);
});

it('a tab in the list can be chosen, and shows its count and content', async () => {
  const { controller, ready } = await openPage();
  const counts = { groups: null, findings: null };
  const onChoose = vi.fn(controller.showTab);
  render(
    <TabList
      tabs={tabsOf(ready())}
      state={ready()}
      counts={counts}
      chosen={shownTab(ready()).id}
      wanted={() => shownTab(ready()).id}
      areSingleKeysOn
      onChoose={onChoose}
    />,
  );
  fireEvent.click(screen.getByRole('tab', { name: 'Files 1' }));
  expect(onChoose).toHaveBeenCalledWith('files');
  await waitFor(() => expect(shownTab(ready())).toBe(filesTab));
  cleanup();
  const shared = { state: ready(), controller, result: ready().result, tab: shownTab(ready()), isStale: false, counts };
  const known = { learn: () => {} } as unknown as TabProps['known'];
  render(<Body {...shared} flow={{ phase: 'none' } as unknown as TabProps['flow']} known={known} Scree={() => null} />);
  expect(screen.getByText('conn.log')).toBeTruthy();
});

it('] and [ pressed faster than a tab is drawn move one tab each', async () => {
  const { controller, ready } = await openPage();
  const counts = { groups: null, findings: null };
  const ids = tabsOf(ready()).map(({ id }) => id);
  controller.showTab(ids[0]);
  // Not drawn again: `chosen` stays the first tab.
  const wanted = () => shownTab(ready()).id;
  const shared = { tabs: tabsOf(ready()), state: ready(), counts, chosen: ids[0], wanted };
  render(<TabList {...shared} areSingleKeysOn onChoose={controller.showTab} />);
  const press = (keys: string) => {
    for (const key of keys) fireEvent.keyDown(document.body, { key });
    return ids.indexOf(wanted());
  };
  expect(press(']]')).toBe(2);
  expect(press('[')).toBe(1);
  expect(press('[[')).toBe(ids.length - 1);
  expect(press(']'.repeat(ids.length))).toBe(ids.length - 1);
  fireEvent.keyDown(screen.getByRole('tab', { selected: true }), { key: 'ArrowRight' });
  expect(ids.indexOf(wanted())).toBe(0);
});

it('a link to a tab that the run lacks shows the flows', async () => {
  const { controller, ready } = await openPage();
  controller.showTab('no-such-tab');
  await waitFor(() => expect(shownTab(ready()).id).toBe('flows'));
});

it('is the sample that docs/adding-to-the-page.md shows', () => {
  expect(blocksOf('docs/adding-to-the-page.md')).toContain(sampleOf('src/ui/tabs/tabs.test.tsx'));
});
