import type { Finding, Run } from '../../worker/api.ts';
import type { ListColumn } from '../lists/list-column.ts';
import { formatCount, formatTime } from '../parts/format.ts';
import { SparkBars } from '../parts/spark-bars.tsx';
import { useZone } from '../parts/zone.ts';
import styles from './finding-cells.module.css';
import { strengthOf, subjectOf } from './finding-words.ts';
import { Strength } from './strength.tsx';

/** A finding with how many of its flows are in view. */
export interface FindingRow {
  readonly finding: Finding;
  readonly inView: number;
}

/** What a line of Findings shows, from left to right. To add a column: one entry here. */
export function findingColumns(run: Run): readonly ListColumn<FindingRow>[] {
  return [
    {
      id: 'strength',
      label: 'strength',
      meaning:
        'How surprising the finding is, 0 to 100: 12.5 times its −log10 p, at most 100. Strong from 75, medium from 50. A fact of the whole log.',
      width: 116,
      isNumber: false,
      isLargestFirst: true,
      cell: ({ finding }) => (
        <span className={styles.strength} title={strengthOf(finding)}>
          <Strength points={finding.points} />
        </span>
      ),
    },
    {
      id: 'kind',
      label: 'finding',
      meaning: 'What an analyst would call it, and the nearest ATT&CK technique.',
      width: 136,
      isNumber: false,
      cell: ({ finding: { kind, techniques, routine } }) => (
        <span className={styles.two} data-routine={routine !== null}>
          <b>{kind}</b>
          <code>{techniques[0] ?? ''}</code>
        </span>
      ),
    },
    {
      id: 'subject',
      label: 'who → whom, evidence',
      meaning: 'Source, destination and port, and the strongest evidence.',
      width: 360,
      isNumber: false,
      cell: ({ finding }) => <Subject finding={finding} />,
    },
    {
      id: 'time',
      label: 'time',
      meaning: 'Flows of the finding over the time of the log.',
      width: 132,
      isNumber: false,
      cell: ({ finding }) => <OverTime finding={finding} run={run} />,
    },
    {
      id: 'flows',
      label: 'flows',
      meaning: 'Flows of the finding that are in view, and how many it has.',
      width: 76,
      isNumber: true,
      cell: ({ finding: { flows }, inView }) => (
        <span title={`${formatCount(inView)} in view of ${formatCount(flows)}`}>
          {formatCount(inView)}
          {inView < flows && <span className={styles.of}> of {formatCount(flows)}</span>}
        </span>
      ),
    },
  ];
}

function Subject({ finding }: { readonly finding: Finding }) {
  const [{ sentence }] = finding.evidence;
  return (
    <span className={styles.two} data-routine={finding.routine !== null}>
      <b title={subjectOf(finding)}>{subjectOf(finding)}</b>
      <span title={sentence}>
        {finding.routine !== null && (
          <span className={styles.routine} title={finding.routine}>
            likely routine
          </span>
        )}
        {sentence}
      </span>
    </span>
  );
}

function OverTime({ finding: { timeline, span }, run }: { readonly finding: Finding; readonly run: Run }) {
  useZone();
  const when =
    span === null || run.span === null
      ? 'No flow of the finding has a time'
      : `${formatTime(span[0])} to ${formatTime(span[1])}, in a log from ${formatTime(run.span[0])} to ${formatTime(run.span[1])}`;
  return <SparkBars heights={timeline} label={when} />;
}
