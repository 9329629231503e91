/** `edges` has one more entry than `counts`; anomalies are part of the counts. */
export interface ScoreHistogram {
  readonly scale: 'log' | 'linear';
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly anomalies: readonly number[];
}
export interface Timeline {
  /** Start of the first bin, epoch seconds. */
  readonly start: number;
  readonly binSeconds: number;
  readonly flows: readonly number[];
  readonly anomalies: readonly number[];
  /** Flows without a `ts`, in no bin. */
  readonly unset: number;
}
/** Row-major counts, `counts[iy * x.bins + ix]`, `iy` from the smallest y up. */
export interface Density {
  readonly x: DensityAxis;
  readonly y: DensityAxis;
  readonly counts: Uint32Array;
  readonly anomalies: Uint32Array;
}
export interface DensityAxis {
  readonly id: string;
  readonly bins: number;
  /** `symlog` is sign(v) * log10(1 + |v|). */
  readonly scale: 'linear' | 'symlog';
  /** In the axis' own scale: bin i holds scale(v) from min + i * (max - min) / bins. */
  readonly min: number;
  readonly max: number;
}
