import type { Finding } from '../findings/finding.ts';

/** A subject that was reported, and when it was found last, in milliseconds of the epoch. */
export type Reported = readonly [subject: string, found: number];

/** For this long a subject that is not found any more is remembered. */
const REMEMBERED = 24 * 3600 * 1000;
const MOST = 10_000;

/**
 * What a finding is about: its kind, source, destination and port. Its id is another in each window, since the conditions of a scan
 * have its time.
 */
export function subjectOf({ kind, source, destination, port }: Finding): string {
  return [kind, ...[source, destination, port].map(({ name }) => name ?? '*')].join(' | ');
}

/** Remembers which findings were reported, so that each is reported once for as long as it goes on, and a day longer. */
export class ReportedSubjects {
  private readonly found: Map<string, number>;

  constructor(reported: readonly Reported[] = []) {
    this.found = new Map(reported);
  }

  /** Whether a subject is new. It is not from now on. */
  isNew(subject: string, now: number): boolean {
    const before = this.found.get(subject);
    // The last found are at the end.
    this.found.delete(subject);
    this.found.set(subject, now);
    return before === undefined || now - before > REMEMBERED;
  }

  /** Notes that a subject goes on; nothing if it was never reported. */
  goesOn(subject: string, now: number): void {
    if (this.found.has(subject)) this.isNew(subject, now);
  }

  forgetOld(now: number): void {
    for (const [subject, found] of this.found) {
      if (now - found <= REMEMBERED && this.found.size <= MOST) break;
      this.found.delete(subject);
    }
  }

  list(): Reported[] {
    return [...this.found];
  }
}
