import { equals } from '../../core/selection/predicate.ts';
import { benignOf, briefEvidence, clausesOf, strengthOf, subjectOf } from '../../words/finding-words.ts';
import { techniqueName } from '../../words/techniques.ts';
import type { Finding, Run } from '../../worker/api.ts';
import { numberColumn, textColumn } from '../grid/cells.tsx';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import { InView } from '../parts/in-view.tsx';
import { OverTime, periodText } from '../parts/over-time.tsx';
import styles from './finding-cells.module.css';
import { Strength } from './strength.tsx';

/** A finding with the number of its selected flows. */
export interface FindingRow {
  readonly finding: Finding;
  readonly inView: number;
}

/** Longer names take two lines, and the technique follows in the second. */
const ONE_LINE = 18;

/** The columns of Findings, left to right. To add a column: one entry here. */
export function findingColumns(run: Run): readonly GridColumn<FindingRow>[] {
  return [
    {
      ...textColumn<FindingRow>(
        'strength',
        'strength',
        116,
        'Strength of the finding from 0 to 100: 12.5 times its −log10 p, at most 100. Strong from 75, medium from 50. Computed over the whole log.',
        {
          cell: ({ finding }) => (
            <span className={styles.strength} title={strengthOf(finding)}>
              <Strength points={finding.points} />
            </span>
          ),
          textOf: ({ finding }) => String(finding.points),
        },
      ),
      isLargestFirst: true,
    },
    {
      ...textColumn<FindingRow>(
        'kind',
        'finding',
        164,
        'What an analyst would call it, and the nearest ATT&CK technique.',
        {
          cell: ({ finding: { kind, techniques, routine } }) => (
            <span className={styles.two} data-routine={routine !== null}>
              {kind.length > ONE_LINE ? (
                <span className={styles.name} data-routine={routine !== null}>
                  <b>{kind}</b> <code>{techniques[0] ?? ''}</code>
                </span>
              ) : (
                <>
                  <b>{kind}</b>
                  <code>{techniques[0] ?? ''}</code>
                </>
              )}
            </span>
          ),
          textOf: ({ finding }) => finding.kind,
        },
      ),
      describe: ({ finding: { kind, techniques } }) =>
        [kind, ...techniques.map((id) => `${id} ${techniqueName(id)}`)].join(', '),
    },
    {
      ...textColumn<FindingRow>(
        'subject',
        'who → whom, evidence',
        320,
        'Source, destination and port, and the strongest evidence.',
        { cell: ({ finding }) => <Subject finding={finding} />, textOf: ({ finding }) => subjectOf(finding) },
      ),
      isGrowing: true,
      describe: ({ finding }) => `${subjectOf(finding)}. ${finding.evidence[0].sentence}.`,
      filterOf: ({ finding }) => equals('finding', finding.id),
    },
    textColumn(
      'time',
      'over time',
      132,
      'Flows of the finding over the time of the log, also those that are not in view. Sorted by the first flow.',
      {
        cell: ({ finding: { timeline, span } }) => {
          const [first, last] = span ?? [null, null];
          return (
            <span className={styles.spark}>
              <OverTime name="finding" heights={timeline} first={first} last={last} span={run.span} />
            </span>
          );
        },
        textOf: ({ finding: { span } }) => periodText(span?.[0] ?? null, span?.[1] ?? null),
      },
    ),
    numberColumn('flows', 'flows', 104, 'Flows of the finding that are in view, and how many it has.', {
      cell: ({ finding: { flows }, inView }) => <InView flows={inView} all={flows} />,
      textOf: ({ inView }) => String(inView),
    }),
  ];
}

/** A finding in the narrow layout. */
export const findingCard: GridCard<FindingRow> = {
  labels: ['finding', 'flows', 'who → whom', 'strength', 'evidence'],
  title: ({ finding: { kind, techniques } }) => (
    <b data-column="kind">
      {kind} <code>{techniques[0] ?? ''}</code>
    </b>
  ),
  aside: ({ finding: { flows }, inView }) => <InView flows={inView} all={flows} isNamed />,
  line: ({ finding }) => <span data-column="subject">{subjectOf(finding)}</span>,
  corner: ({ finding }) => (
    <span title={strengthOf(finding)}>
      <Strength points={finding.points} />
    </span>
  ),
  more: ({ finding }) => (
    <span className={styles.wrapped} title={finding.evidence[0].sentence}>
      {finding.routine !== null && `Likely ${finding.routine.pattern}. `}
      {briefEvidence(finding)}
    </span>
  ),
};

function Subject({ finding }: { readonly finding: Finding }) {
  const [{ sentence }] = finding.evidence;
  return (
    <span className={styles.two} data-routine={finding.routine !== null}>
      <b title={subjectOf(finding)}>{subjectOf(finding)}</b>
      <span title={sentence} className={styles.clauses}>
        {finding.routine !== null && (
          <span className={styles.routine} title={benignOf(finding)}>
            likely {finding.routine.pattern}
          </span>
        )}
        <Clauses text={briefEvidence(finding)} />
      </span>
    </span>
  );
}

/** Those that do not fit into the line are left out as a whole. */
function Clauses({ text }: { readonly text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a clause is its place
  return clausesOf(text).map((clause, place) => <span key={place}>{clause}</span>);
}
