import type { LogErrorDetail } from './errors.ts';
import type { Skip, SkipCount, SkipReason } from './report.ts';

/** Skipped lines kept per reason and field. */
const KEPT = 20;

/** Counts the skipped lines of one file by reason and by the field at fault, and keeps the first lines of each. */
export class SkipCounts {
  total = 0;
  /** Those that could not be read: all but flows left out for a repeated uid. */
  unread = 0;
  private readonly entries = new Map<string, { lines: number; readonly field: string; readonly first: Skip }>();
  private readonly kept: Skip[] = [];

  add(line: number, reason: SkipReason, detail: LogErrorDetail): void {
    this.total++;
    if (reason !== 'repeated') this.unread++;
    const field = String(detail.field ?? '');
    const key = `${reason}\t${field}`;
    const entry = this.entries.get(key) ?? { lines: 0, field, first: { line, reason, detail } };
    if (entry.lines === 0) this.entries.set(key, entry);
    if (entry.lines < KEPT) this.kept.push({ line, reason, detail });
    entry.lines++;
  }

  /** One entry per reason and field, the most lines first. */
  counts(): SkipCount[] {
    return [...this.entries.values()]
      .map(({ lines, field, first }) => ({ reason: first.reason, field, lines, first }))
      .toSorted((a, b) => b.lines - a.lines);
  }

  /** The kept lines, in their order in the file. */
  lines(): Skip[] {
    return this.kept.toSorted((a, b) => a.line - b.line);
  }
}
