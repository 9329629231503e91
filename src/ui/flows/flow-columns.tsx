import { labelOf } from '../../words/finding-words.ts';
import type { AddedColumn, Field, Finding, Run } from '../../worker/api.ts';
import type { GridColumn } from '../grid/grid-column.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { hasMultiples, type ScoreScale } from '../parts/score-words.ts';
import { codeWords } from './code-words.ts';
import { AddedCell, FieldCell, Rank } from './flow-cells.tsx';
import styles from './flows.module.css';
import { cellOf, type ListedFlow, sameValue } from './listed-flow.ts';
import { ScoreCell } from './score-cell.tsx';

type Column = GridColumn<ListedFlow>;

/** Fields that come first, in this order. Other fields follow in the log's order. */
const first = [
  'id.resp_p',
  'proto',
  'service',
  'conn_state',
  'history',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'ts',
  'id.orig_p',
  'orig_pkts',
  'resp_pkts',
];
const frozen = ['id.orig_h', 'id.resp_h'];

/** Widths in pixels of common fields. */
const widths: Readonly<Record<string, number>> = {
  'id.resp_p': 76,
  'id.orig_p': 76,
  proto: 54,
  service: 72,
  conn_state: 84,
  history: 84,
  duration: 80,
  orig_bytes: 90,
  resp_bytes: 90,
  orig_pkts: 84,
  resp_pkts: 84,
  uid: 166,
};

/**
 * All possible columns of a run's table in default order. `file` is for runs of several files; `identical` is for
 * grouped lines. `wide` is whether the window has room for raw scores.
 */
export function flowColumns(
  run: Run,
  scale: ScoreScale,
  isGrouped: boolean,
  isWide: boolean,
  folds: Folds,
): readonly Column[] {
  const { detection } = scale;
  const severalFiles = run.files.filter(({ flows }) => flows > 0).length > 1;
  const byName = (names: readonly string[]) =>
    names.flatMap((name) => run.fields.filter((field) => field.name === name).map(fieldColumn));
  const others = run.fields.filter(({ name }) => !frozen.includes(name) && !first.includes(name));
  return [
    own('rank', countWidth(run.flows), 'Place by score in the whole run, from 1.', {
      isFrozen: true,
      cell: (row) => <Rank row={row} />,
      neededBy: ({ rank, suspicions }) => (suspicions.length === 0 ? 0 : countWidth(rank) + SIGN),
      textOf: ({ rank }) => String(rank),
    }),
    own('score', scoreWidth(scale, isWide), scoreMeaning(scale), {
      isFrozen: true,
      isLargestFirst: true,
      cell: (row) => <ScoreCell row={row} scale={scale} />,
      textOf: ({ score }) => String(score),
    }),
    ...byName(frozen),
    ...(isGrouped ? [identicalColumn(run, folds)] : []),
    ...detection.columns.map(addedColumn),
    ...(severalFiles ? [fileColumn(run)] : []),
    ...byName(first),
    ...others.map(fieldColumn),
    own('row', Math.max(64, countWidth(run.flows)), 'Place among the flows of its file, from 0.', {
      isShown: false,
      cell: ({ row }) => formatCount(row),
      textOf: ({ row }) => String(row),
    }),
  ];
}

function scoreMeaning({ detection, modelThreshold }: ScoreScale): string {
  const scale = hasMultiples(detection, modelThreshold)
    ? 'as a multiple of the threshold of the model'
    : 'as a place among all flows';
  return `How odd the flow is by ${detection.label}, ${scale}. Higher is odder.`;
}

function scoreWidth({ detection, modelThreshold }: ScoreScale, isWide: boolean): number {
  const words = hasMultiples(detection, modelThreshold) ? 96 : 124;
  return isWide ? words + 68 : words;
}

/** Width of the warning sign before a rank. */
const SIGN = 22;

function countWidth(flows: number): number {
  return Math.max(54, formatCount(flows).length * 8 + 12);
}

function own(
  id: string,
  width: number,
  meaning: string,
  more: Pick<Column, 'cell' | 'textOf'> & Partial<Column>,
): Column {
  return {
    id,
    label: id,
    meaning,
    width,
    isNumber: true,
    isShown: true,
    isFrozen: false,
    isLargestFirst: false,
    ...more,
  };
}

/** Findings that are expanded into flows, and a function that toggles them. */
interface Folds {
  readonly opened: readonly string[];
  /** Findings by id. A line of a finding has its name. Empty unless lines are grouped by finding. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly onToggle: (finding: string) => void;
}

function identicalColumn(run: Run, folds: Folds): Column {
  const width = Math.max(84, countWidth(run.flows) + 16);
  return own('identical', folds.findings.size === 0 ? width : width + KIND, 'How many flows the line stands for.', {
    label: 'flows',
    isLargestFirst: true,
    cell: (row) => <Fold row={row} {...folds} />,
    textOf: ({ identical }) => String(identical),
  });
}

/** Width of the kind of a finding beside the number of flows. */
const KIND = 116;

/** The flows on a line, with the kind of their finding. A button or the right arrow expands the line of a finding. */
function Fold({
  row: { identical, finding, ofFinding },
  opened,
  findings,
  onToggle,
}: Folds & { readonly row: ListedFlow }) {
  const isOpen = finding !== null && opened.includes(finding);
  const known = finding === null ? undefined : findings.get(finding);
  const kind = known !== undefined && <span className={styles.kind}>{known.kind}</span>;
  const name = known === undefined ? 'this finding' : labelOf(known);
  if (finding === null || (identical < 2 && !isOpen)) {
    return (
      <span className={styles.folded} title={known && name}>
        {kind} {formatCount(identical)}
      </span>
    );
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.fold}
      aria-expanded={isOpen}
      aria-label={
        isOpen ? `One line for ${name}, ${countOf(ofFinding, 'flow')}` : `Show ${countOf(identical, 'flow')} of ${name}`
      }
      title={`${name}: ${countOf(ofFinding, 'flow')} in view`}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(finding);
      }}
    >
      {kind} <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>{' '}
      {isOpen ? `1 of ${formatCount(ofFinding)}` : formatCount(identical)}
    </button>
  );
}

function fileColumn(run: Run): Column {
  const path = ({ file }: ListedFlow) => run.files[file].path;
  return own('file', 150, 'The file that the flow is in.', {
    isNumber: false,
    cell: (row) => <span title={path(row)}>{path(row)}</span>,
    textOf: path,
  });
}

/** Columns of words are visible by default, columns of numbers on request. */
function addedColumn({ name, label, measures, isNumber }: AddedColumn): Column {
  return own(name, isNumber ? Math.max(72, name.length * 7 + 34) : 138, `${label}. ${measures}`, {
    isNumber,
    isShown: !isNumber,
    isLargestFirst: isNumber,
    cell: (row) => <AddedCell value={cellOf(row, name)} />,
    textOf: (row) => String(cellOf(row, name) ?? ''),
  });
}

function fieldColumn(field: Field): Column {
  const { name, kind, type, unit, meaning, shown } = field;
  const isNumber = kind === 'number' && unit !== 'epoch';
  return own(
    name,
    widthOf(field),
    `${meaning}${unit === 'epoch' ? ' Times are in the zone of the status line.' : ''}`,
    {
      isNumber,
      isShown: shown,
      isFrozen: frozen.includes(name),
      isFitted: type === 'addr',
      isLargestFirst: isNumber && !name.startsWith('id.'),
      cell: (row) => <FieldCell row={row} field={field} />,
      ...(name in codeWords ? { describe: codeWords[name] } : {}),
      textOf: (row) => String(cellOf(row, name) ?? ''),
      filterOf: (row) => sameValue(row, name),
    },
  );
}

function widthOf({ name, type, unit }: Field): number {
  const known = widths[name];
  if (known !== undefined) return known;
  const header = name.length * 7 + 34;
  if (unit === 'epoch') return 148;
  if (type === 'addr') return Math.max(128, header);
  if (unit === 'seconds' || unit === 'bytes') return Math.max(96, header);
  return Math.max(72, header);
}
