// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { openPage } from '../../testing/open-page.ts';
import { groupPanelProps } from './group-panel-props.ts';
import { ShowFlows } from './show-flows.tsx';

afterEach(cleanup);

const where = [equals('id.orig_h', '10.0.0.1')];

it('selects the flows that a row counts, and copies its text', () => {
  const onShow = vi.fn();
  const { rerender } = render(
    <ShowFlows flows={12} where={where} label="from 10.0.0.1" copied="10.0.0.1" onShow={onShow} />,
  );
  screen.getByRole('button', { name: 'Show 12 flows' }).click();
  expect(onShow).toHaveBeenCalledExactlyOnceWith(where, 'from 10.0.0.1');
  expect(screen.getByRole('button', { name: 'Copy 10.0.0.1' })).toBeTruthy();
  rerender(<ShowFlows flows={0} where={where} label="" copied="" onShow={onShow} />);
  expect(screen.getByRole('button', { name: 'Show 0 flows' })).toHaveProperty('disabled', true);
});

it('the panels of hosts and channels count the selection, and lead to flows, hosts and findings', async () => {
  const { controller, ready } = await openPage();
  const propsNow = () => groupPanelProps({ state: ready(), controller, result: ready().result });
  const { detector } = ready().result.shown.view;
  expect(propsNow()).toMatchObject({ scope: { selection: { detector, where: [] } }, isStepped: false });
  propsNow().onHost('source', '10.0.0.1');
  const { open } = ready().workspace;
  expect([open.tab, open.entity]).toEqual(['hosts', { kind: 'host', side: 'source', address: '10.0.0.1' }]);
  propsNow().onShowFlows([equals('id.resp_p', '443')], 'port 443');
  const { selection } = ready().workspace;
  expect(selection.map(({ label, source }) => [label, source])).toEqual([['port 443', 'click']]);
  expect(ready().workspace.open.tab).toBe('flows');
});
