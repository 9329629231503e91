import { type Control, whenDue } from '../control.ts';
import { combined } from '../detect/behaviour-entry.ts';
import { SharedSamples } from '../detect/fit-on-sample.ts';
import { detectors } from '../detect/index.ts';
import type { StreamedFit } from '../detect/streamed.ts';
import type { RowTaker } from '../file-sink.ts';

import { countDerivedLocal, countSuspicionsIn, type Suspicion, type SuspicionCount } from '../query/suspicions.ts';

import { type Means, type ReadFiles, readFiles } from '../read-files.ts';
import { nothingRead, type Peek, surveyingIfNeeded } from '../read-logs.ts';
import type { LogFile } from '../source/unpack.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { rangeOf } from '../table/number-column.ts';
import type { Layout, Table } from '../table/table.ts';
import { type ColumnKind, TableBuilder } from '../table/table-builder.ts';
import { Fold, type Folded } from './fold.ts';
import { foldedLabels } from './folded-rows.ts';

/** What is known of a log after all of its rows have passed by once. */
export interface FirstPass extends ReadFiles {
  readonly flows: number;
  /** Layouts of all headers, in order of first occurrence. */
  readonly layouts: readonly Layout[];
  /** Smallest and largest `ts`, null when no row has one. */
  readonly span: readonly [number, number] | null;
  readonly suspicions: readonly SuspicionCount[];
  readonly derivedLocal: number;
  /** What each detector learned that can do so from passing rows, by its id. */
  readonly fits: ReadonlyMap<string, StreamedFit>;
  /** The rows for hosts, channels and findings. Null for a log without hosts. */
  readonly folded: Folded | null;
}

/** Reads files and folds their rows (`Fold`). `memory`: bytes for all flows. */
export async function passOnce(
  files: readonly LogFile[],
  control: Control,
  means: Means,
  memory: number,
  onBlock: (peek: Peek, share: number) => Promise<void>,
): Promise<FirstPass> {
  return surveyingIfNeeded(async (forms) => {
    const taker = new GroupTaker(memory);
    const pause = whenDue(control.signal);
    const read = await readFiles(files, taker, control, {
      phase: 'Reading',
      repeated: 'ignore',
      ...means,
      forms,
      onBlock: async (share, unread) => {
        await taker.lookAtFull(pause, share);
        await onBlock((groups) => ({ table: taker.peek(groups), flows: taker.rows, unread }), share);
      },
    });
    if (taker.rows === 0) throw nothingRead(read.files);
    return { ...read, ...(await taker.finish(pause)) };
  });
}

/**
 * Looks at every full group and forgets it: between two blocks of text, with pauses, since every detector learns from
 * it. It is looked at without a pause only when a block holds more than a group, or a header follows in it.
 */
class GroupTaker implements RowTaker {
  private readonly builder = new TableBuilder(true);
  private readonly fold: Fold;
  private hasLabels = true;
  private share = 0;
  private readonly layouts: Layout[] = [];
  private readonly suspicions = new Map<Suspicion, number>();
  private readonly fits: Map<string, StreamedFit>;
  private derivedLocal = 0;
  private low = Infinity;
  private high = -Infinity;
  private forgotten = 0;

  constructor(memory: number) {
    this.fold = new Fold(memory);
    const samples = new SharedSamples();
    this.fits = new Map(
      detectors.flatMap(({ id, fitStreamed }) => (fitStreamed === null ? [] : [[id, fitStreamed(samples)] as const])),
    );
  }

  get rows(): number {
    return this.forgotten + this.builder.rows;
  }

  begin(...[file, layout, kinds, isNeeded]: Parameters<RowTaker['begin']>): void {
    this.lookNow();
    this.layouts.push(layout);
    const labels = this.hasLabels ? foldedLabels : [];
    this.builder.begin(file, layout, kinds.map(withoutLabels(layout, labels)), isNeeded);
  }

  append(...args: Parameters<RowTaker['append']>): void {
    if (this.builder.rows + args[0].count > 2 * GROUP_ROWS) this.lookNow();
    this.builder.append(...args);
  }

  /** Nothing may be appended before it is done. `share`: the fraction of bytes read, 0 to 1. */
  async lookAtFull(pause: () => Promise<void>, share: number): Promise<void> {
    this.share = share;
    if (this.builder.rows < GROUP_ROWS) return;
    for (const _ of this.look(GROUP_ROWS)) await pause();
    this.forget();
    if (!this.fold.isFull || !this.hasLabels) return;
    // Labels take memory for each that is different, and nothing reads them any more.
    this.hasLabels = false;
    this.builder.leaveOut(foldedLabels);
  }

  *labelStores(): ReturnType<RowTaker['labelStores']> {}

  peek(groups: number): Table {
    return this.builder.peek(groups);
  }

  async finish(pause: () => Promise<void>): Promise<Omit<FirstPass, keyof ReadFiles>> {
    await this.lookAtFull(pause, 1);
    if (this.builder.rows > 0) for (const _ of this.look(this.builder.rows)) await pause();
    return {
      flows: this.rows,
      layouts: this.layouts,
      span: this.low <= this.high ? [this.low, this.high] : null,
      suspicions: [...this.suspicions].map(([kind, flows]) => ({ kind, flows })),
      derivedLocal: this.derivedLocal,
      fits: this.fits,
      folded: this.fold.finish(),
    };
  }

  private lookNow(): void {
    if (this.builder.rows < GROUP_ROWS) return;
    for (const _ of this.look(GROUP_ROWS));
    this.forget();
  }

  private forget(): void {
    this.builder.forget(GROUP_ROWS);
    this.forgotten += GROUP_ROWS;
  }

  /** Looks at the first `rows` rows, in steps of one detector. */
  private *look(rows: number): Generator<void> {
    const group = this.builder.lend(rows);
    for (const { id, canScore } of detectors) {
      if (canScore(group)) this.fits.get(id)?.add(group);
      else this.fits.delete(id);
      yield;
    }
    if (combined.canScore(group)) this.fold.add(group, this.share);
    yield;
    countSuspicionsIn(group, 0, this.suspicions);
    this.derivedLocal += countDerivedLocal(group);
    const ts = group.columns.get('ts');
    if (ts?.kind !== 'number') return;
    const { low, high } = rangeOf(ts, group.rows, Number.NaN);
    this.low = Math.min(this.low, low);
    this.high = Math.max(this.high, high);
  }
}

/** Labels take memory for each that is different. Those that are read are kept, and the two of local_orig and local_resp. */
function withoutLabels({ fields }: Layout, kept: readonly string[]): (kind: ColumnKind, field: number) => ColumnKind {
  const isKept = (name: string) => name.startsWith('local_') || kept.includes(name);
  return (kind, field) => (kind === 'category' && !isKept(fields[field]) ? 'text' : kind);
}
