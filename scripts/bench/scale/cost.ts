/** Dollars per hour of one core. An assumption: readers put their own price in its place. */
export const DOLLARS_PER_CORE_HOUR = 0.05;

/** An engine's speed as published, for the same 43 queries on the same Parquet file of 100 million rows and the same machine. */
export interface Published {
  readonly engine: string;
  /** Sum over the queries of the faster of both warm runs. */
  readonly seconds: number;
  readonly source: string;
}

const clickBench = (folder: string) =>
  `https://github.com/ClickHouse/ClickBench/blob/main/${folder}/results/20260511/c6a.4xlarge.json`;

/** ClickBench, c6a.4xlarge, 2026-05-11. The first one is the engine that is measured here. */
export const published: readonly Published[] = [
  { engine: 'DuckDB', seconds: 32.5, source: clickBench('duckdb-parquet') },
  { engine: 'ClickHouse', seconds: 48.3, source: clickBench('clickhouse-parquet') },
  { engine: 'Trino', seconds: 258.5, source: clickBench('trino') },
  { engine: 'Spark', seconds: 332.4, source: clickBench('spark') },
];

/** What a billion flows cost in an engine. */
export interface Cost {
  readonly engine: string;
  /** Times the processor time of the engine that was measured. */
  readonly factor: number;
  readonly coreHours: number;
  readonly dollars: number;
  readonly source: string;
}

/**
 * Costs per billion flows. `secondsPerMillion`: processor time per million flows, measured in the first engine of the list. Another
 * engine is taken to need more by the ratio of the published times.
 */
export function costsPerBillion(
  secondsPerMillion: number,
  engines: readonly Published[] = published,
  dollarsPerCoreHour = DOLLARS_PER_CORE_HOUR,
): Cost[] {
  return engines.map(({ engine, seconds, source }) => {
    const factor = seconds / engines[0].seconds;
    const coreHours = (secondsPerMillion * 1000 * factor) / 3600;
    return { engine, factor, coreHours, dollars: coreHours * dollarsPerCoreHour, source };
  });
}

/** Dollars per terabyte that Amazon Athena reads, as published: https://athena.guide/articles/athena-basics-pricing-model */
export const DOLLARS_PER_TERABYTE = 5;
/** How often the scripts read the table: the fit three times and once, the scoring script twice for its count, and three times. */
export const READS = { fit: 4, score: 5 } as const;

/** Dollars per billion flows where reading is what is paid. `bytesPerFlow`: of the columns of the scripts. */
export function dollarsByReading(bytesPerFlow: number, reads: number): number {
  return (bytesPerFlow * 1e9 * reads * DOLLARS_PER_TERABYTE) / 1e12;
}
