import type { Baseline } from '../core/baseline/baseline.ts';
import { memberOf, originName } from '../core/baseline/baseline.ts';
import { fitBaseline } from '../core/baseline/fit-baseline.ts';
import { flowsOfTable } from '../core/baseline/flow-stream.ts';
import type { Control } from '../core/control.ts';
import { within } from '../core/detect/detect.ts';
import { LogError } from '../core/errors.ts';
import { modelWithFlows, modelWithoutFlows } from '../core/sql/fitted-model.ts';
import { modelForms } from '../core/sql/model-forms.ts';
import type { Engine } from './api.ts';
import { type Baselines, notLarger, originOf } from './baselines.ts';
import { control, explainingMemory } from './jobs.ts';
import type { Runs } from './runs.ts';

/** Writes the model of a result for use elsewhere. */
export function modelAnswers(
  { current, detected }: Runs,
  baselines: Baselines,
): Pick<Engine, 'modelForms' | 'writeModel'> {
  const baselineOf = async (result: string, job: Control): Promise<Baseline> => {
    if (baselines.has(result)) return baselines.baselineOf(result);
    const { run } = current();
    notLarger(run);
    const { detection, listed } = detected(result);
    const paths = run.files.filter(({ flows }) => flows > 0).map(({ path }) => path);
    const stream = flowsOfTable(listed.logs.table, null);
    return fitBaseline(memberOf(detection.id), detection.params, stream, originOf(paths), job);
  };
  return {
    modelForms: async () => modelForms.map(({ id, label, file, run }) => ({ id, label, file, run })),

    writeModel: (result, form, threshold, app, onProgress, signal) =>
      explainingMemory(async () => {
        const written = modelForms.find(({ id }) => id === form);
        if (written === undefined) throw new LogError('bad-request', { what: `a model as ${form}` });
        const job = control(onProgress, signal);
        const { run } = current();
        const baseline = await baselineOf(result, within(job, 0, 0.7));
        const named = { name: originName(baseline.origin), threshold };
        if (run.larger !== null) return written.write(modelWithoutFlows(baseline, named), app);
        const { table } = detected(result).listed.logs;
        return written.write(await modelWithFlows(baseline, named, table, within(job, 0.7, 1)), app);
      }),
  };
}
