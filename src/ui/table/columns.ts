import type { AddedColumn, Detection, Field, Run } from '../../worker/api.ts';
import { formatCount } from '../parts/format.ts';

/** A column of the table: one of Oddflow's own, or a field of the log. */
export interface FlowColumn {
  /** The name in the header: Zeek's, or ours. */
  readonly id: string;
  readonly field: Field | null;
  /** A column of the detector. */
  readonly added: AddedColumn | null;
  readonly isNumber: boolean;
  readonly meaning: string;
  readonly shown: boolean;
  readonly width: number;
}

/** All columns that this run's table can have, in their first order. `file` only where there are several, `identical` only where identical flows are one. */
export function flowColumns(run: Run, detection: Detection, isGrouped: boolean): readonly FlowColumn[] {
  const own = (id: string, width: number, meaning: string, isNumber = true, shown = true): FlowColumn => ({
    id,
    field: null,
    added: null,
    isNumber,
    meaning,
    shown,
    width,
  });
  const countWidth = Math.max(64, formatCount(run.flows).length * 8 + 20);
  const severalFiles = run.files.filter(({ flows }) => flows > 0).length > 1;
  return [
    own('rank', countWidth, 'Place by score in the whole run, from 1.'),
    own('score', 116, `How odd the flow is by ${detection.label}. Higher is odder.`),
    ...(isGrouped ? [own('identical', countWidth, 'How many identical flows the line stands for.')] : []),
    ...detection.columns.map((added) => ({
      ...own(added.name, widthOfAdded(added), `${added.label}. ${added.measures}`, added.isNumber, !added.isNumber),
      added,
    })),
    ...(severalFiles ? [own('file', 150, 'The file that the flow is in.', false)] : []),
    own('row', countWidth, 'Place among the flows of its file, from 0.', true, false),
    ...run.fields.map((field) => ({
      id: field.name,
      field,
      added: null,
      isNumber: field.kind === 'number' && field.unit !== 'epoch',
      meaning: field.meaning,
      shown: field.shown,
      width: widthOf(field),
    })),
  ];
}

/** Words are read, so they are shown at first; the many numbers behind them when they are asked for. */
function widthOfAdded({ name, isNumber }: AddedColumn): number {
  return isNumber ? Math.max(72, name.length * 7 + 34) : 138;
}

function widthOf({ name, type, unit }: Field): number {
  const header = name.length * 7 + 34;
  if (unit === 'epoch') return 148;
  if (type === 'addr') return Math.max(128, header);
  if (unit === 'seconds' || unit === 'bytes') return Math.max(96, header);
  if (type === 'port') return Math.max(72, header);
  return Math.max(name === 'uid' ? 166 : name === 'history' ? 108 : 72, header);
}

/** Whether a first click on the header should put the largest first. */
export function sortsDescendingFirst({ id, isNumber }: FlowColumn): boolean {
  return isNumber && id !== 'rank' && id !== 'row' && !id.startsWith('id.');
}
