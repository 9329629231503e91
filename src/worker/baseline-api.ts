import type { Origin } from '../core/baseline/baseline.ts';
import type { View } from '../core/query/view.ts';
import type { Problem } from '../core/report.ts';

/** What a baseline is fitted to: other files, which are read in passing and not kept, or the flows of a view. */
export type BaselineSource =
  | { readonly kind: 'files'; readonly files: readonly { readonly path: string; readonly blob: Blob }[] }
  | { readonly kind: 'view'; readonly view: View };

export interface BaselineSummary {
  /** Name of it in other questions, and of its scores. */
  readonly id: string;
  /** What its scores are called. */
  readonly label: string;
  readonly detector: { readonly id: string; readonly label: string };
  /** What it was fitted to, in few words. */
  readonly name: string;
  readonly origin: Origin;
  /** Why some of the flows that were to be learned from are missing. */
  readonly problems: readonly Problem[];
}
