// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { blocksOf, sampleOf } from '../../testing/doc-sample.ts';
import { openSession } from '../../testing/open-session.ts';
import { type ChartInput, Strip, type StripProps } from './strip.tsx';
import { type StripChart, stripCharts } from './strip-charts.ts';
import { useChartAnswer } from './use-chart-answer.ts';

// sample
const TITLE = 'Flows per state';

/** How the flows of the selection ended, the most frequent state first. */
function StateChart(input: ChartInput) {
  const { result, hasFailed } = useChartAnswer(TITLE, input, null, ({ detector, where }, threshold, signal) => {
    const query = { field: 'conn_state', where, search: '', most: 5 };
    return input.engine.facets({ detector, threshold }, [query], signal);
  });
  return (
    <figure aria-label={TITLE}>
      {hasFailed && <p>The states could not be counted.</p>}
      <ol>
        {result?.[0].values.map(({ value, flows }) => (
          <li key={value}>
            {value}: {flows}
          </li>
        ))}
      </ol>
    </figure>
  );
}

const stateChart: StripChart = { id: 'state', needsHeight: false, View: StateChart };
// end of sample

const list = stripCharts as StripChart[];
const shown = [...list];
beforeAll(() => {
  // The other charts need a canvas and a layout.
  list.splice(0, list.length, stateChart, { ...stateChart, id: 'tall', needsHeight: true });
});
afterAll(() => {
  list.splice(0, list.length, ...shown);
});
afterEach(cleanup);

it('a chart in the list draws the selection, and the strip waits for it', async () => {
  const states = ['S0', 'S0', 'S0', 'SF', 'REJ'];
  const { engine, run, detector } = await openSession({
    'conn.log': connLog(states.map((state, i) => ({ conn_state: state, proto: i < 4 ? 'tcp' : 'udp', orig_bytes: i }))),
  });
  const detection = await engine.detect(detector, () => {}, new AbortController().signal);
  const tally = { flows: 5, anomalies: 0, listed: 5 };
  const onReady = vi.fn();
  const ignore = () => {};
  const props: StripProps = {
    ...{ engine, run, detection, threshold: 0, modelThreshold: 0, moving: null, isStale: false },
    ...{ contamination: 0.1, selection: [] },
    ...{
      tally,
      all: tally,
      mark: null,
      position: null,
      fileLabel: 'conn.log',
      axes: { x: 'duration', y: 'orig_bytes' },
      isOpen: false,
    },
    ...{ onOpen: ignore, onAxes: ignore, onThreshold: ignore, onContamination: ignore, onBrush: ignore, onReady },
  };
  const { rerender } = render(<Strip {...props} />);
  await screen.findByText('S0: 3');
  expect(screen.getAllByRole('figure')).toHaveLength(1);
  await waitFor(() => expect(onReady).toHaveBeenCalled());
  rerender(<Strip {...props} selection={[clauseOf('box', equals('proto', 'udp'), 'udp')]} />);
  await screen.findByText('REJ: 1');
  await waitFor(() => expect(screen.queryByText('S0: 3')).toBeNull());
  rerender(<Strip {...props} isOpen />);
  expect(screen.getAllByRole('figure')).toHaveLength(2);
});

it('is the sample that docs/adding-to-the-page.md shows', () => {
  expect(blocksOf('docs/adding-to-the-page.md')).toContain(sampleOf('src/ui/strip/strip-charts.test.tsx'));
});
