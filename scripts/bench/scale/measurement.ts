/** The parts of the bench: the page, the command, DuckDB on a log's text, and DuckDB on generated Parquet files. */
export const parts = ['page', 'command', 'duckdb', 'sql'] as const;
export type PartId = (typeof parts)[number];

/** Seconds of one round. */
export interface Round {
  readonly wall: number;
  /** Processor time of all threads and processes, user and system. */
  readonly processor: number;
}

/** What one part took for one number of flows in one way, such as with findings. */
export interface Measurement {
  readonly part: PartId;
  readonly way: string;
  readonly flows: number;
  /** Size of what was read. */
  readonly bytes: number;
  readonly rounds: readonly Round[];
  /** Peak, in bytes. */
  readonly memory: number;
  /** What came out, in a few words. */
  readonly gives: string;
  /** Year, month and day, in UTC. */
  readonly date: string;
  /** Load average of one minute, before and after the rounds. */
  readonly load: readonly [number, number];
}

/** What a part returns per way. The caller knows the rest. */
export type Taken = Omit<Measurement, 'part' | 'flows' | 'date' | 'load'>;
