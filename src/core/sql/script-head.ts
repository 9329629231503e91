import { memberOf } from '../baseline/baseline.ts';
import { replaceHidden } from '../hidden-characters.ts';
import type { Dialect } from './dialect.ts';
import type { FlowSource } from './flow-source.ts';
import { isOnLogScale, type ScoringModel } from './scoring-model.ts';

/** The comment at the top: what the script is, how it is run, and what it expects of the flows. */
export function scriptHead(model: ScoringModel, dialect: Dialect, source: FlowSource): string {
  const { detector, model: components, origin } = model.baseline;
  const scale = isOnLogScale(model.baseline) ? 'ln(1 + value), negative values as 0' : 'as they are';
  const lines = [
    `Oddflow: scores flows of a Zeek conn.log in ${dialect.label}. Higher scores are more unusual`,
    '',
    `Model      ${model.name}`,
    `Fitted on  ${origin.flows} flows`,
    `Detector   ${memberOf(detector).detector.label}${settingsOf(model)}`,
    `Features   ${components.names.join(', ')}. Unset counts as 0. Values ${scale}`,
    `Threshold  ${model.threshold ?? 'the highest tenth of the scored flows'}`,
    `Run        ${dialect.run}`,
    ...sourceLines(source),
    '',
    'Behaviour (scans, beacons, uploads) is not part of this model',
  ];
  return lines.map((line) => comment(line)).join('\n');
}

/** A line of a comment. Older command lines split scripts at semicolons and quotes of comments, so it has none. */
function comment(line: string): string {
  return `-- ${replaceHidden(line, () => ' ').replaceAll(/[;'"`]/g, ' ')}`.trimEnd();
}

function settingsOf({ baseline: { detector, params } }: ScoringModel): string {
  const changed = memberOf(detector)
    .detector.params.filter((param) => params[param.name] !== param.default)
    .map(({ name }) => `${name} = ${params[name]}`);
  return changed.length === 0 ? '' : `, with ${changed.join(', ')}`;
}

function sourceLines(source: FlowSource): string[] {
  if (source.kind === 'table') {
    const names =
      source.names === 'zeek'
        ? 'Zeek names, such as id.resp_p'
        : 'underscores in place of the dots of Zeek names, such as id_resp_p';
    return [`Columns    a table ${source.table} with ${names}. Numbers, or texts with - for unset`];
  }
  const form = source.kind === 'json' ? 'JSON, one flow per line' : 'Zeek text, its columns by the line #fields';
  return [`Columns    read from ${source.path}: ${form}`];
}
