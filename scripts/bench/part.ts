/** One figure of a part, as tables show it. */
export interface Figure {
  /** What it is, with its unit. */
  readonly label: string;
  /** Digits after the point, by default none. */
  readonly digits?: number;
  readonly target?: Target;
}

/** What the median is to be at most, and what would be better still; for logs from `fromRows` rows on. */
export interface Target {
  readonly atMost: number;
  readonly aim?: number;
  readonly fromRows?: number;
}

/** What a part measures: a page and a log. */
export interface Subject {
  readonly url: string;
  /** The log in TSV, or as it was given. */
  readonly log: string;
  /** The file that `fileOf` made of it. */
  readonly file: string;
  readonly bytes: number;
  /** Counted from 1: what compares two things begins with the one in odd runs and with the other in even ones. */
  readonly run: number;
}

/** A group of figures that is measured in a fresh browser (or two), apart from the others. */
export interface Part<Key extends string = string> {
  readonly id: string;
  /** In the order of the table. */
  readonly figures: Readonly<Record<Key, Figure>>;
  /** The one to tell while running. */
  readonly headline: NoInfer<Key>;
  /** The sizes it is measured at: all, those big enough for someone to press Cancel, or one of them. */
  readonly sizes: 'all' | 'big' | 'one';
  /** Path of the dropped file, which is made if necessary. By default the log itself. */
  readonly fileOf?: (log: string) => string;
  readonly measure: (subject: Subject) => Promise<Readonly<Record<NoInfer<Key>, number>>>;
}

/** Has the compiler check that what is measured is what is shown. */
export function definePart<Key extends string>(part: Part<Key>): Part<Key> {
  return part;
}
