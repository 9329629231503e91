import { neededFields } from '../schema/conn.ts';
import type { Table } from '../table/table.ts';

/** Columns that a detector reads, in its order. */
export interface FeatureSet {
  readonly id: string;
  /** Words after the detector's name; empty for the set it is usually used with. */
  readonly label: string;
  readonly fields: readonly string[];
}

/** The columns of zeek_anomaly_detector 0.2, in its order; the port goes in as a number, as it does there. */
export const volume: FeatureSet = {
  id: 'volume',
  label: '',
  fields: neededFields,
};

/** As upstream has read logs of Zeek 7.1 and newer since 2025. */
const volumeAndProtocol: FeatureSet = {
  id: 'volume-ip-proto',
  label: 'with ip_proto',
  fields: [...volume.fields, 'ip_proto'],
};

export const featureSets: readonly FeatureSet[] = [volume, volumeAndProtocol];

/** Whether the table has every column of the set. */
export function hasFeatures(table: Table, set: FeatureSet): boolean {
  return set.fields.every((field) => table.columns.get(field)?.kind === 'number');
}
