import type { Given } from '../given.ts';
import type { Scored } from '../score-logs.ts';
import type { Output, Terminal } from '../terminal.ts';

/** Parts of the help, in their order. */
export const sections = ['Input', 'Detection', 'Output', 'Database', 'Following', 'Other'] as const;

/**
 * An option of the command. To add one, write a file here and put it on the list in `index.ts`: arguments, `--help` and
 * man page come from the list.
 */
export interface Option {
  /** Long name, such as `csv` of `--csv`. */
  readonly name: string;
  /** Short name, such as `D`. */
  readonly short?: string;
  /** Long names that mean the same, such as those of `zeek_anomaly_detector`. */
  readonly aliases?: readonly string[];
  /** Name of the value in the help. Absent for a switch. */
  readonly value?: string;
  readonly section: (typeof sections)[number];
  /** Sentences for `--help` and the man page. */
  readonly help: string;
  /** Throws `UsageError` for a value that is not allowed. */
  readonly check?: (text: string) => void;
  /** Names of options. Without one of them it has no effect. */
  readonly needs?: readonly string[];
  /** Whether it works when labels such as hosts stay in the file, and only numbers are in memory. By default it does not. */
  readonly leavesLabels?: (given: Given) => boolean;
  /** What is done in place of scoring logs. Returns the exit code. */
  readonly instead?: (given: Given, terminal: Terminal) => Promise<number>;
  /** Whether `instead` applies. By default it does. */
  readonly isInstead?: (given: Given) => boolean;
  /** What is written of scored logs, in the order of the list. */
  readonly write?: (scored: Timed, given: Given, streams: Streams) => Promise<void>;
  /** Whether it is printed in place of the table of flows, unless `-a` is given too. */
  readonly replacesTable?: boolean;
  /** Whether it is printed in place of the line of time and counts. */
  readonly replacesCounts?: boolean;
  /** Whether it fills standard output alone. Text for people then goes to standard error. */
  readonly takesStdout?: (given: Given) => boolean;
}

/** Scored logs, with the seconds until they were scored. */
export type Timed = Scored & { readonly seconds: number };

/** Where an option writes. */
export interface Streams {
  /** For people: standard output, or standard error if an option fills standard output. */
  readonly text: Output;
  readonly stdout: Output;
  readonly stderr: Output;
}
