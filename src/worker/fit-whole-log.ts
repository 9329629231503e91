import { type Baseline, isOfWholeLogs, memberOf, type Origin } from '../core/baseline/baseline.ts';
import { fitBaseline } from '../core/baseline/fit-baseline.ts';
import { fitBehaviour } from '../core/baseline/fit-behaviour.ts';
import { type FlowStream, flowsOfTable } from '../core/baseline/flow-stream.ts';
import type { Control } from '../core/control.ts';
import { combined } from '../core/detect/behaviour-entry.ts';
import { within } from '../core/detect/detect.ts';
import type { Params } from '../core/detect/params.ts';
import { LogError } from '../core/errors.ts';
import type { Means } from '../core/read-files.ts';
import { readTable } from '../core/read-logs.ts';
import type { LogFile } from '../core/source/unpack.ts';
import { passOnce } from '../core/stream/first-pass.ts';
import { fits, planReading } from '../core/stream/plan.ts';
import type { Table } from '../core/table/table.ts';
import { takeRows } from '../core/table/take-rows.ts';

type Source = Pick<Origin, 'files' | 'fileCount' | 'chosenBy' | 'made'>;

/** A model of some rows of a table, which ascend; of all for null. */
export async function fitToTable(
  detector: string,
  params: Params,
  table: Table,
  chosen: Uint32Array | null,
  origin: Source,
  control: Control,
): Promise<Baseline> {
  if (!isOfWholeLogs(detector)) {
    return fitBaseline(memberOf(detector), params, flowsOfTable(table, chosen), origin, control);
  }
  const own = chosen === null ? table : takeRows(table, chosen, Float64Array.from(chosen));
  return fitBehaviour(detector, own, origin, control);
}

/**
 * A model of Behaviour or Combined of files. Reads them into a table if `memory` suffices. Otherwise folds them (ADR 40):
 * sums per channel are exact, sizes and rhythms those of some flows, and bursts of DNS queries are not learned.
 */
export async function fitWholeLog(
  detector: string,
  files: readonly LogFile[],
  stream: FlowStream,
  means: Means,
  memory: number,
  origin: Source,
  control: Control,
): Promise<Baseline> {
  const plan = await planReading(files, memory, control.signal);
  const reading = within(control, 0, 0.4);
  const table = fits(plan)
    ? (await readTable(files, reading, {}, means)).table
    : ((await passOnce(files, reading, means, memory, async () => {})).folded?.table ?? null);
  if (table === null || !combined.canScore(table)) throw new LogError('baseline-misfit', { detector: combined.label });
  return fitBehaviour(detector, table, origin, within(control, 0.4, 1), stream);
}
