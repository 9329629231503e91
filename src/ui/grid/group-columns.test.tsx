// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ChannelList } from '../../core/channels/channel-list.ts';
import { channelListColumns } from '../../core/channels/channel-list-columns.ts';
import type { GroupColumn, GroupUnit } from '../../core/groups/group-column.ts';
import { hostListColumns } from '../../core/hosts/host-list-columns.ts';
import { connLog } from '../../testing/conn-log.ts';
import { blocksOf, sampleOf } from '../../testing/doc-sample.ts';
import { openSession } from '../../testing/open-session.ts';
import type { ChannelRow, ChannelsQuery, GroupColumnInfo } from '../../worker/api.ts';
import { channelDrawings } from '../channels/channel-columns.tsx';
import { drawingsOf, hostColumns } from '../hosts/host-columns.tsx';
import { groupColumns } from './group-columns.tsx';

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
  const columns = groupColumns<ChannelRow>(found.columns, channelDrawings);
  expect(columns).toHaveLength(list.length);
  const column = columns[columns.length - 1];
  expect(column).toMatchObject({ id: 'upload', label: 'upload/flow', isNumber: true, scope: 'selection' });
  expect(found.rows.map((row) => column.textOf(row))).toEqual(['5000', '200', '50']);
  expect(render(column.cell(found.rows[0])).container.textContent).toBe('5 kB');
});

it('the page draws the columns of the engine, in its order, with its words and scope', async () => {
  const { engine, detector } = await openSession({ 'conn.log': connLog([{}]) });
  const never = new AbortController().signal;
  const selection = { detector, where: [] };
  const sort = { by: 'flows', descending: true };
  const wordsOf = ({ id, label, meaning, scope }: Omit<GroupColumnInfo, 'unit'>) => ({ id, label, meaning, scope });
  const channels = await engine.channels({ sort, leastFlows: 1, selection }, 0, 10, () => {}, never);
  expect(groupColumns<ChannelRow>(channels.columns, channelDrawings)).toMatchObject(list.map(wordsOf));
  for (const side of ['source', 'destination'] as const) {
    const query = { side, sort, detector, threshold: 0, contamination: 0.1, selection };
    const found = await engine.hosts(query, 0, 10, () => {}, never);
    const columns = hostColumns(side, { found, span: null, hasFindings: true, detector });
    const ofRun = columns.filter(({ id }) => id.startsWith('mass:'));
    expect(ofRun.map(({ label }) => label)).toEqual(['▲ above']);
    expect(columns.indexOf(ofRun[0])).toBe(1 + columns.findIndex(({ id }) => id === 'flows'));
    expect(columns.filter((column) => !ofRun.includes(column))).toMatchObject(hostListColumns(side).map(wordsOf));
  }
});

it('the page draws no column that the engine lacks', () => {
  const idsOf = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id);
  expect(idsOf(list)).toEqual(expect.arrayContaining(Object.keys(channelDrawings)));
  for (const side of ['source', 'destination'] as const) {
    const drawings = drawingsOf(side, { found: null, span: null, hasFindings: true, detector: '' });
    expect(idsOf(hostListColumns(side))).toEqual(expect.arrayContaining(Object.keys(drawings)));
  }
});

const kinds: readonly (readonly [GroupUnit, number | string, string, isNumber: boolean])[] = [
  ['text', 'dns', 'dns', false],
  ['address', 'fe80::1234:5678:9abc:def0:1234', 'fe80::1234:5…c:def0:1234', false],
  ['timeline', 0, '1970-01-01 00:00:00', false],
  ['time', 0, '1970-01-01 00:00:00', true],
  ['count', 12345, '12,345', true],
  ['bytes', 5000, '5 kB', true],
  ['seconds', 90, '1 m 30 s', true],
  ['share', 0.25, '25 %', true],
  ['score', 2.5, '2.5', true],
];

it.each(kinds)('a column of the unit %s needs no drawing', (unit, value, drawn, isNumber) => {
  const info = { id: 'x', label: 'x', meaning: 'Meaning.', unit, scope: 'log' } as const;
  const [column] = groupColumns([info], {});
  expect(render(column.cell({ values: [value] })).container.textContent).toBe(drawn);
  expect(column.textOf({ values: [value] })).toBe(String(value));
  expect(column).toMatchObject({ isNumber, isLargestFirst: isNumber, isShown: true, isFrozen: false });
  cleanup();
  expect(render(column.cell({ values: [null] })).container.textContent).toMatch(/^–no /);
  expect(column.textOf({ values: [null] })).toBe('');
});

it('a drawing replaces parts of the default, and gets only rows with a value', () => {
  const info = { id: 'x', label: 'x', meaning: 'Meaning.', unit: 'share', scope: 'log' } as const;
  const drawing = { width: 30, cell: (_: unknown, share: number) => `<${share}>`, whyUnset: () => 'few flows' };
  const [column] = groupColumns([info], { x: drawing });
  expect(column).toMatchObject({ width: 30, isNumber: true });
  expect(column.cell({ values: [0.5] })).toBe('<0.5>');
  expect(render(column.cell({ values: [null] })).container.textContent).toBe('–few flows');
});

it('is the sample that docs/adding-a-column-of-hosts.md shows', () => {
  expect(blocksOf('docs/adding-a-column-of-hosts.md')).toContain(sampleOf('src/ui/grid/group-columns.test.tsx'));
});
