import type { Baseline, Interval } from '../baseline/baseline.ts';
import { HIGH, LOW } from '../baseline/extremes.ts';
import { chosen } from '../detect/component-detector.ts';
import { resolveParams } from '../detect/params.ts';
import { type FamilyMember, pcaFamily } from '../detect/pca-family.ts';
import type { PcaModel } from '../detect/pyod-pca-fit.ts';
import { LogError } from '../errors.ts';
import { quantile } from '../math/quantile.ts';
import { draftOfMoments, modelOfMoments } from './model-of-moments.ts';
import { type Moments, type Projections, pairAt } from './moments.ts';

/** By how much the variance of a projection may differ from 1. */
const TOLERANCE = 0.01;
const OTHERS =
  'the second part is the result of a script for another table, or the table has changed. Run both scripts again';
/** Components of a smaller fraction of the variance are not checked: the draft has few correct digits of them. */
const CHECKED = 1e-10;

/**
 * The model of a table from its moments, as `fitBaseline` fits it to the flows. Local networks and hosts are unknown.
 * `detector` is an id, by default the one that the script was written for. `made` is in epoch seconds, `file` the name
 * for error messages. Throws `LogError`.
 */
export function baselineOfMoments(
  moments: Moments,
  { detector: id = moments.detector, made, file }: { detector?: string; made: number; file: string },
): Baseline {
  const member = memberFor(moments, id);
  const params = resolveParams(member.detector.params, {});
  const { rows, span, table, ranked } = moments;
  return {
    detector: member.detector.id,
    params,
    model: chosen(fitted(moments, member, file), member.choose, params),
    box: ranked.map((values) => intervalOf(values, rows)),
    networks: null,
    hosts: null,
    behaviour: null,
    origin: { files: [table.split('/').at(-1) ?? table], fileCount: 1, flows: rows, span, chosenBy: [], made },
  };
}

function memberFor(moments: Moments, id: string): FamilyMember {
  const reads = (member: FamilyMember) =>
    member.scale === moments.scale && member.fields.join() === moments.features.join();
  const member = pcaFamily.find((candidate) => candidate.detector.id === id && reads(candidate));
  if (member !== undefined) return member;
  const others = pcaFamily.filter(reads).map(({ detector }) => detector.id);
  throw new LogError('bad-request', { what: `these moments are for ${others.join(', ')}, not for ${id}` });
}

function fitted(moments: Moments, { hasSigns }: FamilyMember, file: string): PcaModel {
  const { projections, rows, dialect } = moments;
  const draft = draftOfMoments(moments);
  if (draft.kept.length === 0) throw new LogError('flat-baseline', { flows: rows });
  if (projections === null) {
    if (hasSigns) throw new LogError('half-moments', { file, dialect });
    return draft;
  }
  if (!belong(draft, projections)) {
    throw new LogError('not-moments', { file, why: OTHERS });
  }
  const model = modelOfMoments(moments, projections);
  const { mean, scale, ratio, axes } = model;
  if (![mean, scale, ratio, axes].flat().every(Number.isFinite)) {
    throw new LogError('not-moments', { file, why: 'its sums are impossible' });
  }
  return model;
}

/**
 * Whether the projections are of these flows on the components of the draft: then their center is the mean, and they
 * are uncorrelated with variance 1.
 */
function belong({ ratio, mean, scale }: PcaModel, projections: Projections): boolean {
  const { rows, sums, products, center } = projections;
  const k = sums.length;
  if (k !== ratio.length) return false;
  if (center.some((value, f) => Math.abs(value - mean[f]) > TOLERANCE * scale[f])) return false;
  return ratio.every((_, a) =>
    ratio.every((share, b) => {
      if (b < a || share < CHECKED) return true;
      const covariance = products[pairAt(k, a, b)] / rows - (sums[a] / rows) * (sums[b] / rows);
      return Math.abs(covariance - (a === b ? 1 : 0)) < TOLERANCE;
    }),
  );
}

/** The side of the box, as numpy's linear quantiles of the values between which they lie. */
function intervalOf([lowFrom, lowTo, highFrom, highTo]: Moments['ranked'][number], rows: number): Interval {
  const between = (from: number, to: number, q: number) => {
    const first = Math.floor((rows - 1) * q);
    return quantile(rows, (i) => (i === first ? from : to), q);
  };
  return { low: between(lowFrom, lowTo, LOW), high: between(highFrom, highTo, HIGH) };
}
