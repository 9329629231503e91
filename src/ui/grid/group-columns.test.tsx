// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ChannelList } from '../../core/channels/channel-list.ts';
import { channelListColumns } from '../../core/channels/channel-list-columns.ts';
import type { GroupColumn } from '../../core/groups/group-column.ts';
import { hostListColumns } from '../../core/hosts/host-list-columns.ts';
import { connLog } from '../../testing/conn-log.ts';
import { blocksOf, sampleOf } from '../../testing/doc-sample.ts';
import { openSession } from '../../testing/open-session.ts';
import type { ChannelRow, ChannelsQuery } from '../../worker/api.ts';
import { channelColumns } from '../channels/channel-columns.tsx';
import { hostColumns } from '../hosts/host-columns.tsx';
import { withGroupColumns } from './group-columns.tsx';

// sample
/** Bytes per flow in the direction of the destination. */
const upload: GroupColumn<ChannelList> = {
  id: 'upload',
  label: 'upload/flow',
  meaning: 'Payload bytes that the source sent per flow.',
  unit: 'bytes',
  scope: 'selection',
  valueAt: ({ channels }, channel) => channels.sent[channel] / channels.flows[channel],
};
// end of sample

const list = channelListColumns as GroupColumn<ChannelList>[];
beforeAll(() => {
  list.push(upload);
});
afterAll(() => {
  list.splice(list.indexOf(upload), 1);
});
afterEach(cleanup);

it('a column on the list is sorted, sent with each row, shown and copied', async () => {
  const cells = [
    { 'id.resp_p': '53', orig_bytes: '100' },
    { 'id.resp_p': '53', orig_bytes: '300' },
    { 'id.resp_p': '443', orig_bytes: '5000' },
    { 'id.resp_p': '80', orig_bytes: '50' },
  ];
  const { engine, detector } = await openSession({ 'conn.log': connLog(cells) });
  const sort = { by: 'upload', descending: true };
  const query: ChannelsQuery = { sort, leastFlows: 1, selection: { detector, where: [] } };
  const found = await engine.channels(query, 0, 10, () => {}, new AbortController().signal);
  expect(found.rows.map(({ port }) => port)).toEqual(['443/tcp', '53/tcp', '80/tcp']);
  const columns = withGroupColumns<ChannelRow>(channelColumns, found.columns);
  expect(columns).toHaveLength(channelColumns.length + 1);
  const column = columns[columns.length - 1];
  expect(column).toMatchObject({ id: 'upload', label: 'upload/flow', isNumber: true, scope: 'selection' });
  expect(found.rows.map((row) => column.textOf(row))).toEqual(['5000', '200', '50']);
  expect(render(column.cell(found.rows[0])).container.textContent).toBe('5 kB');
});

it('columns with a custom cell are on the engine’s list, under the same label', () => {
  const columnsOf = { found: null, span: null, hasFindings: true, detector: '' };
  const lists = [
    [channelListColumns, channelColumns],
    [hostListColumns('source'), hostColumns('source', columnsOf)],
    [hostListColumns('destination'), hostColumns('destination', columnsOf)],
  ] as const;
  for (const [ofEngine, ofPage] of lists) {
    for (const { id, label } of ofPage) {
      const column = ofEngine.find((one) => one.id === id);
      expect({ id, label }).toEqual({ id: column?.id, label: column?.label });
    }
  }
});

it('is the sample that docs/adding-a-column-of-hosts.md shows', () => {
  expect(blocksOf('docs/adding-a-column-of-hosts.md')).toContain(sampleOf('src/ui/grid/group-columns.test.tsx'));
});
