import { jsonText } from '../hidden-characters.ts';
import type { Baseline } from './baseline.ts';
import { FORM_KEY, FORM_VERSION } from './saved-form.ts';
import { referenceForm } from './write-reference.ts';

/** Version of models of the other detectors, which earlier programs read too. */
const WITHOUT_BEHAVIOUR = 2;

/**
 * A baseline as JSON text that reads back to the same bits: numbers are shortest round-trip decimals, minus zero is
 * `"-0"`. Throws `RangeError` for a number that is not finite. `app` is the version of the program. The form is described in
 * docs/baseline.md.
 */
export function writeBaseline(
  { detector, params, model, box, networks, hosts, behaviour, origin }: Baseline,
  app: string,
): string {
  const { names, mean, scale, kept, ratio, axes, degenerate, undecided } = model;
  const features = names.map((name, f) => ({
    name,
    mean: decimal(mean[f]),
    scale: decimal(scale[f]),
    low: decimal(box[f].low),
    high: decimal(box[f].high),
  }));
  const components = ratio.map((share, c) => ({
    ratio: decimal(share),
    loadings: axes.slice(c * kept.length, (c + 1) * kept.length).map(decimal),
  }));
  const document = {
    [FORM_KEY]: behaviour === null ? WITHOUT_BEHAVIOUR : FORM_VERSION,
    app,
    detector,
    params,
    origin,
    features,
    kept: kept.map((feature) => names[feature]),
    components,
    degenerate,
    undecided,
    networks: networks === null ? null : networks.bits,
    hosts,
    ...(behaviour === null ? {} : { behaviour: referenceForm(behaviour) }),
  };
  return `${jsonText(document, 1)}\n`;
}

/** A number as JSON can have it without loss. */
function decimal(value: number): number | string {
  if (!Number.isFinite(value)) throw new RangeError(`a model with ${value}`);
  return Object.is(value, -0) ? '-0' : value;
}
