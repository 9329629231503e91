import type { Baseline } from '../core/baseline/baseline.ts';
import { memberOf, originName } from '../core/baseline/baseline.ts';
import { writeBaseline } from '../core/baseline/write-baseline.ts';
import type { Control } from '../core/control.ts';
import { within } from '../core/detect/detect.ts';
import { pcaFamily } from '../core/detect/pca-family.ts';
import { LogError } from '../core/errors.ts';
import { readMoments } from '../core/moments/read-moments.ts';
import { modelWithFlows, modelWithoutFlows } from '../core/sql/fitted-model.ts';
import { usualSource } from '../core/sql/flow-source.ts';
import { modelForms } from '../core/sql/model-forms.ts';
import { tableParts } from '../core/sql/table-name.ts';
import type { Engine, ModelRequest } from './api.ts';
import { type Baselines, notLarger, originOf } from './baselines.ts';
import { fitToTable } from './fit-whole-log.ts';
import { control, explainingMemory } from './jobs.ts';
import type { Runs } from './runs.ts';
import { type ScriptForm, scriptForms } from './script-forms.ts';

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
    return fitToTable(detection.id, detection.params, listed.logs.table, null, originOf(paths), job);
  };
  return {
    modelForms: async () => [
      ...modelForms.map(({ id, label, isSql, file, run }) => ({ use: 'score' as const, id, label, isSql, file, run })),
      ...scriptForms.map(({ use, id, label, isSql, file, run }) => ({ use, id, label, isSql, file, run })),
    ],

    writeModel: (request, onProgress, signal) =>
      explainingMemory(async () => {
        const { result, form, threshold, app, table } = request;
        const source = table ?? request.file ?? null;
        const script = scriptForms.find(({ id }) => id === form);
        if (script !== undefined) return writeScript(script, request);
        const written = modelForms.find(({ id }) => id === form);
        if (written === undefined) throw new LogError('bad-request', { what: `a model as ${form}` });
        if (table !== null) tableParts(table);
        const job = control(onProgress, signal);
        const { run } = current();
        const baseline = await baselineOf(result, within(job, 0, 0.7));
        // Throws for a model that scores whole logs, which no script does.
        if (form !== 'json') memberOf(baseline.detector);
        else if (baseline.behaviour !== null) return writeBaseline(baseline, app);
        const named = { name: originName(baseline.origin), threshold };
        if (run.larger !== null) return written.write(modelWithoutFlows(baseline, named), app, source);
        const flows = detected(result).listed.logs.table;
        return written.write(await modelWithFlows(baseline, named, flows, within(job, 0.7, 1)), app, source);
      }),
  };

  async function writeScript(script: ScriptForm, { result, table, moments }: ModelRequest): Promise<string> {
    const id = baselines.has(result) ? baselines.baselineOf(result).detector : detected(result).detection.id;
    const member = pcaFamily.find(({ detector }) => detector.id === id) ?? null;
    const found = moments && readMoments(await moments.blob.text(), moments.name);
    return script.write(usualSource(script.dialect, table), member, found);
  }
}
