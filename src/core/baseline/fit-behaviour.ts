import type { Control } from '../control.ts';
import { learnBehaviour } from '../detect/behaviour-entry.ts';
import { scoreWith, within } from '../detect/detect.ts';
import type { Table } from '../table/table.ts';
import { type Baseline, componentsOf, type Origin } from './baseline.ts';
import { fitBaseline } from './fit-baseline.ts';
import { type FlowStream, flowsOfTable } from './flow-stream.ts';

/**
 * Fits Behaviour or Combined (`detector`): tails, counts and first contacts of a table, and the components of PCA (log
 * scale) for drift and Volume. `stream` are all flows that the rows of the table stand for, where these are folded. Throws
 * `LogError` for flows that do not differ. As long as scoring the table by Combined.
 */
export async function fitBehaviour(
  detector: string,
  table: Table,
  origin: Pick<Origin, 'files' | 'fileCount' | 'chosenBy' | 'made'>,
  control: Control,
  stream: FlowStream = flowsOfTable(table, null),
): Promise<Baseline> {
  const components = await fitBaseline(componentsOf(detector), {}, stream, origin, within(control, 0, 0.4));
  const { model, params } = components;
  const volume = await scoreWith(componentsOf(detector).detector, model, params, table, within(control, 0.4, 0.5));
  const behaviour = await learnBehaviour(table, volume.scores, within(control, 0.5, 1));
  return { ...components, detector, params: {}, behaviour };
}
