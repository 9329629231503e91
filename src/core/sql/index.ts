import { clickhouse } from './clickhouse.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { postgresql } from './postgresql.ts';
import { spark } from './spark.ts';
import { trino } from './trino.ts';

/** The engines that queries are written for. */
export const dialects: readonly Dialect[] = [duckdb, clickhouse, spark, trino, postgresql];
