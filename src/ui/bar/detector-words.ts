import type { BaselineSummary, Detection } from '../../worker/api.ts';
import { countOf } from '../parts/format.ts';

/** Words for a detector: its measure, and its blind spots. */
interface Words {
  readonly measures: string;
  readonly misses: string;
  readonly rule: string;
  /** The score as a short formula. The documentation has the details. */
  readonly formula: string;
}

const hidden =
  'Scans, beacons, password guessing and covert channels, because each of their flows is small and ordinary. If most of the traffic is an attack, the attack is the average, and the score points the wrong way.';
const ofPyod = 'PyOD 3.6.5’s model with its defaults, on the columns as they are.';

const pyodPca: Words = {
  measures:
    'Roughly how far a flow lies from the average flow of this log. Large and long flows rank high. So do flows whose counts do not fit each other, such as many bytes in few packets.',
  misses: hidden,
  rule: 'PyOD 3.6.5’s PCA score with its defaults, and the sign rule of scikit-learn 1.2.1.',
  formula:
    'score(z) = Σ |z − v_k| / r_k over the scored components k, with z the flow’s standardised features, v_k a unit vector, r_k its share of the variance',
};

/** Words by detector id. */
const words: ReadonlyMap<string, Words> = new Map([
  ['pyod-pca', pyodPca],
  ['pyod-pca-volume-ip-proto', pyodPca],
  [
    'pca-log',
    {
      measures:
        'The same as PCA, but of logarithms: a flow of ten times the usual size counts the same, whether the usual size is 1 kB or 1 GB.',
      misses: hidden,
      rule: 'PyOD’s PCA score of ln(1 + value).',
      formula: 'score(z) = Σ |z − v_k| / r_k over the scored components k, with z the standardised ln(1 + value)',
    },
  ],
  [
    'behaviour',
    {
      measures:
        'What the flows of a source, a channel or a pair of hosts do together: scans, spreading, beacons, uploads, long and repeated connections, bursts of questions, rare services. The score is −log10 p: 2 is what one in a hundred would do by chance, 3 one in a thousand.',
      misses:
        'A single flow that is only large. Attacks on ports that all hosts use, at their usual pace. Slow attacks, in a log of less than an hour. What most hosts do counts as normal.',
      rule: 'Seventeen indicators, each calibrated against its peers in this log. The largest counts.',
      formula:
        'score = the largest indicator + 0.001 · Σ indicators, where indicator = −log10 p − log10(peers with as small a p) − log10(flows it is about)',
    },
  ],
  [
    'combined',
    {
      measures:
        'The larger of two scores: Behaviour’s, and one for the flow’s volume (PCA of the logarithms), corrected as an indicator is. Both are −log10 p: 2 is one in a hundred. Read this list first.',
      misses: 'What both miss: small, ordinary flows that do nothing together.',
      rule: 'Maximum of the two.',
      formula:
        'score = max(Behaviour, Volume), Volume = −log10 p of PCA (log scale) − log10(host pairs with as small a p) − 1.15 log10(large flows of the pair)',
    },
  ],
  [
    't2',
    {
      measures: 'How far a flow lies from the average, along the directions in which flows vary most.',
      misses: hidden,
      rule: 'Hotelling’s T² of the logarithms.',
      formula:
        'T²(z) = Σ t_k² / λ_k over the components of the model, with t_k the place on component k, λ_k its variance',
    },
  ],
  [
    'spe',
    {
      measures: 'How far a flow deviates from the correlations between this log’s columns.',
      misses: hidden,
      rule: 'Squared prediction error, Q, of the logarithms.',
      formula: 'Q(z) = Σ t_k² over the components outside the model: the squared length of what it leaves unexplained',
    },
  ],
  [
    'ecod',
    {
      measures: 'How rare the value of each column is, in either tail.',
      misses: hidden,
      rule: ofPyod,
      formula: 'score = Σ over features of max(−ln P(≤ x), −ln P(≥ x), the tail on the long side)',
    },
  ],
  [
    'copod',
    {
      measures: 'How rare the value of each column is, mainly in the longer tail.',
      misses: hidden,
      rule: ofPyod,
      formula:
        'score = Σ over features of max(the tail on the long side, the mean of both tails), each −ln of a share of flows',
    },
  ],
  [
    'hbos',
    {
      measures: 'How rare the bin of each value is in the histogram of its column.',
      misses: hidden,
      rule: ofPyod,
      formula: 'score = Σ over features of −log2(density of the value’s bin + 0.1)',
    },
  ],
  [
    'knn',
    {
      measures: 'How far away the nearest other flows are.',
      misses: hidden,
      rule: ofPyod,
      formula: 'score = distance to the k-th nearest other flow, in raw units',
    },
  ],
  [
    'lof',
    {
      measures: 'How much sparser the flows around a flow are than those around its neighbours.',
      misses: hidden,
      rule: ofPyod,
      formula: 'score = mean over the k nearest flows o of density(o) / density(x)',
    },
  ],
  [
    'iforest',
    {
      measures: 'How few random splits isolate a flow.',
      misses: hidden,
      rule: 'Isolation forest of Liu, Ting and Zhou, seeded.',
      formula: 'score = 2^−(mean depth in the trees / usual depth)',
    },
  ],
]);

/** Words for the detector of a result. For a result by a baseline, those of the baseline's detector. */
export function wordsFor({ id, baseline }: Pick<Detection, 'id' | 'baseline'>): Words {
  return words.get(baseline?.detector.id ?? id) ?? unknown;
}

const unknown: Words = {
  measures: 'Oddflow has no description of this detector.',
  misses: 'Not described either.',
  rule: '',
  formula: '',
};

/** The origin of a baseline's model, as an introduction to the words for its detector. */
export function fittedOn({ name, origin: { flows } }: Pick<BaselineSummary, 'name' | 'origin'>): string {
  return `The model was fitted on ${countOf(flows, 'flow')} of ${name}, not on this log: “this log” below means those flows.`;
}
