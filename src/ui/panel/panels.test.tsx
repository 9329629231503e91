// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { blocksOf, sampleOf } from '../../testing/doc-sample.ts';
import { openPage } from '../../testing/open-page.ts';
import { Body } from '../frame/body.tsx';
import { shownTab } from '../tabs/index.ts';
import type { TabProps } from '../tabs/tab-entry.ts';
import { type PanelProps, panels } from './index.ts';
import { SidePanel } from './side-panel.tsx';

// sample
/** The side of the open host. Its details would come from `useAsk`. */
function HostNote({ entity: { side, address }, controller }: PanelProps<'host'>) {
  const title = address ?? 'unset';
  return (
    <SidePanel
      name="Host"
      title={title}
      detailKey={`${side} ${title}`}
      state={{ phase: 'ready', answer: side }}
      onClose={controller.close}
    >
      {(answer) => <p>As a {answer}.</p>}
    </SidePanel>
  );
}
// end of sample

const list = panels as { -readonly [Kind in keyof typeof panels]: (typeof panels)[Kind] };
const { host } = panels;
beforeAll(() => {
  list.host = HostNote;
});
afterAll(() => {
  list.host = host;
});
afterEach(cleanup);

it('a panel in the list is drawn for its kind of entity', async () => {
  const { controller, ready } = await openPage();
  controller.show({ kind: 'host', side: 'source', address: '10.0.0.1' }, { tab: 'hosts' });
  await waitFor(() => expect(ready().workspace.open.entity?.kind).toBe('host'));
  const counts = { groups: null, findings: null };
  const tab = { ...shownTab(ready()), View: () => <p>the list</p>, isWhole: false };
  const shared = { state: ready(), controller, result: ready().result, tab, isStale: false, counts };
  const known = { learn: () => {} } as unknown as TabProps['known'];
  render(<Body {...shared} flow={{ phase: 'none' } as unknown as TabProps['flow']} known={known} Scree={() => null} />);
  expect(screen.getByRole('complementary', { name: 'Host' }).textContent).toContain('As a source.');
});

it('is the sample that docs/adding-to-the-page.md shows', () => {
  expect(blocksOf('docs/adding-to-the-page.md')).toContain(sampleOf('src/ui/panel/panels.test.tsx'));
});
