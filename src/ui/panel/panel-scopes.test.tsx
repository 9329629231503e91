// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { makeSample } from '../../core/sample/sample.ts';
import type { Predicate } from '../../core/selection/predicate.ts';
import { openSession } from '../../testing/open-session.ts';
import { ChannelPanel } from '../channels/channel-panel.tsx';
import { FindingDetails } from '../findings/finding-details.tsx';
import { HostPanel } from '../hosts/host-panel.tsx';
import type { GroupPanelProps } from './group-panel-props.ts';

afterEach(cleanup);

const never = new AbortController().signal;
const ignore = () => {};
const where: readonly Predicate[] = [{ op: 'range', field: 'orig_bytes', from: 300, to: 1e12 }];

async function openSample() {
  const { engine, run, detector } = await openSession({ 'conn.log': makeSample() });
  const { list = [] } = (await engine.findings(ignore, never)) ?? {};
  const props: GroupPanelProps = {
    ...{ engine, span: run.span, findings: list, isStepped: false, onFinding: ignore, onHost: ignore },
    ...{ onStretch: ignore, onClose: ignore, onShowFlows: ignore },
    scope: { selection: { detector, where }, withFindings: true },
  };
  return { engine, run, detector, list, props };
}

/** Sections without numbers of flows. */
const countsNothing = /no finding includes its flows|What does strength|How is it computed/;

function expectScopes(): void {
  const headings = [...document.querySelectorAll('h3')].map(({ textContent }) => textContent ?? '');
  expect(headings.length).toBeGreaterThan(2);
  for (const heading of headings.filter((text) => !countsNothing.test(text))) {
    expect(heading).toMatch(/in the whole log|in view/);
  }
}

it('every section of a panel says whether it counts the flows in view or the whole log', async () => {
  const { engine, detector, list, run, props } = await openSample();
  const sort = { by: 'beacon', descending: true } as const;
  const query = { sort, leastFlows: 1, selection: { detector, where } };
  const { rows } = await engine.channels(query, 0, 1000, ignore, never);
  const partial = rows.find(({ flows, flowsInLog, rhythm }) => rhythm !== null && flows > 0 && flows < flowsInLog);
  if (partial === undefined) throw new Error('no channel is in view in part');
  render(<ChannelPanel {...props} channel={partial.channel} row={partial} />);
  await waitFor(() => expect(screen.getByText(/^Numbers/)).toBeTruthy(), { timeout: 20_000 });
  expectScopes();
  const text = document.body.textContent ?? '';
  expect(text).toContain(`${partial.flows} flows in view of ${partial.flowsInLog}`);
  cleanup();

  render(<HostPanel {...props} side="source" address={partial.source} />);
  await waitFor(() => expect(screen.getByText(/^Destinations/)).toBeTruthy(), { timeout: 20_000 });
  expectScopes();
  cleanup();

  const detection = await engine.detect(detector, ignore, never);
  const scale = { detection, modelThreshold: 1, threshold: 1, flows: run.flows, flagged: 0.1 };
  render(<FindingDetails engine={engine} scale={scale} finding={list[0]} onHost={ignore} />);
  await waitFor(() => expect(screen.getByText(/^Hosts/)).toBeTruthy(), { timeout: 20_000 });
  expectScopes();
});
