import { Fragment } from 'react';
import type { GroupFinding } from '../../worker/api.ts';
import { Unset } from '../grid/cells.tsx';
import type { Drawing } from '../grid/group-columns.tsx';
import { countOf } from '../parts/format.ts';
import styles from './finding-chips.module.css';
import { levelOf } from './strength.tsx';

/** Letters of two names that stand side by side. */
const ROOM = 26;
const NONE = 'in no finding';

/** The strongest findings of a host or channel by name and strength, and how many more there are. */
export function FindingChips({
  findings,
  most = 2,
}: {
  readonly findings: readonly GroupFinding[];
  /** How many have their name. */
  readonly most?: 1 | 2;
}) {
  if (findings.length === 0) return <Unset why={NONE} />;
  const [first, second] = findings;
  const hasRoom = most === 2 && second !== undefined && first.kind.length + second.kind.length <= ROOM;
  const named = findings.slice(0, hasRoom ? 2 : 1);
  const more = findings.length - named.length;
  return (
    <span className={styles.chips} title={findings.map(wordsOf).join('\n')}>
      {named.map((finding) => (
        <Fragment key={finding.id}>
          <span className={styles.chip} data-level={levelOf(finding.points)} title={wordsOf(finding)}>
            {finding.kind} <b>{Math.round(finding.points)}</b>
          </span>{' '}
        </Fragment>
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </span>
  );
}

/** The column of findings in a list of hosts or channels: names instead of a number. */
export function findingsDrawing<Row extends { readonly findings: readonly GroupFinding[] }>(
  width: number,
): Drawing<Row> {
  return {
    ...{ width, isNumber: false, whyUnset: () => NONE },
    cell: ({ findings }) => <FindingChips findings={findings} />,
    textOf: ({ findings }) => findings.map(({ kind, points }) => `${kind} ${Math.round(points)}`).join(', '),
    filterOf: ({ findings }) =>
      findings.length === 0 ? null : { op: 'in', field: 'finding', values: findings.map(({ id }) => id) },
  };
}

function wordsOf({ kind, points, flows }: GroupFinding): string {
  return `${kind}, ${levelOf(points).toLowerCase()}, strength ${Math.round(points)}: ${countOf(flows, 'flow')} of it`;
}
