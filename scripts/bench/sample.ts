/** What one run of one part gave. */
export interface Sample {
  /** 0 for this build, 1 for the one it is measured against. */
  readonly build: number;
  /** What was dropped: `1,000,000 rows`, or the name of a file. */
  readonly log: string;
  readonly rows: number | null;
  readonly part: string;
  readonly run: number;
  readonly figures: Readonly<Record<string, number>>;
}
