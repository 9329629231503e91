import type { GroupColumn } from './group-column.ts';

/** A finding with flows of a host or channel, and the number of these flows in the whole log. */
export interface GroupFinding {
  readonly id: string;
  readonly kind: string;
  /** Strength from 0 to 100. */
  readonly points: number;
  readonly flows: number;
}

/** The findings of each host or channel, strongest first, by number. Groups without findings are absent. */
export type FindingsByGroup = ReadonlyMap<number, readonly GroupFinding[]>;

/** A list whose groups may have findings. */
interface WithFindings {
  /** Null if the findings are not known. */
  readonly findings: FindingsByGroup | null;
}

/** The column of findings: sorted by the strongest, then by their number. NaN for a group without findings. */
export const findingsColumn: GroupColumn<WithFindings> = {
  id: 'findings',
  label: 'findings',
  meaning: 'Findings with flows of it, strongest first, with their strength from 0 to 100.',
  unit: 'score',
  scope: 'log',
  valueAt: ({ findings }, group) => {
    const own = findings?.get(group);
    return own === undefined ? Number.NaN : own[0].points + own.length / 1000;
  },
};
