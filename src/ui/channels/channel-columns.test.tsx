// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ChannelRow, HostRow } from '../../worker/api.ts';
import { massColumn } from '../hosts/host-cells.tsx';
import { channelDrawings } from './channel-columns.tsx';

afterEach(cleanup);

const isEmphasised = (cell: React.ReactNode) => render(cell).container.querySelector('[data-odd=true]') !== null;

it('only a count of flows above the threshold is emphasised, and no high beacon score', () => {
  const { beacon } = channelDrawings;
  expect(isEmphasised(beacon.cell?.({ beacon: 3.98, findings: [] } as unknown as ChannelRow, 3.98))).toBe(false);
  const above = massColumn({ detector: 'pyod-pca', label: 'PCA', short: 'PCA', threshold: 2 }, 0, true);
  const row = (mass: number) => ({ flows: 9, mass: [mass] }) as unknown as HostRow;
  expect(isEmphasised(above.cell(row(0)))).toBe(false);
  expect(isEmphasised(above.cell(row(1)))).toBe(true);
});

it('says how many of the flows are in view, as Hosts and Findings do', () => {
  const { flows } = channelDrawings;
  const textOf = (row: Partial<ChannelRow>) => render(flows.cell?.(row as ChannelRow, 12)).container.textContent;
  expect(textOf({ flows: 12, flowsInLog: 1254 })).toBe('12 of 1,254');
  expect(textOf({ flows: 12, flowsInLog: 12 })).toBe('12');
});
