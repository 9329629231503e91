import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Reference material that stands beside the repository on some machines; it is never part of it. */
const shared = new URL('../../../shared/', import.meta.url);
export const hasShared = existsSync(shared);
/** Title for tests that need it, so that a run without it says so. */
export const skippedWithoutShared = hasShared ? '' : ' (skipped: no ../shared)';

/** Expected values for one log, as PyOD or the reference script made them. */
export interface Golden {
  readonly name: string;
  /** The log's bytes. */
  readonly log: Uint8Array;
  readonly hasIpProto: boolean;
  readonly threshold: number;
  readonly predicted: number;
  readonly top: readonly { readonly row: number; readonly score: number }[];
  /** Every row's score, in row order. */
  readonly scores: Float64Array;
}

/** Every expected result of PyOD's PCA beside the repository. */
export function sharedGoldens(): Golden[] {
  return readGoldens('golden/');
}

/** Every expected result of one of PyOD's other models, by its name there. */
export function modelGoldens(model: string): Golden[] {
  return readGoldens(`golden/models/${model}/`);
}

function readGoldens(path: string): Golden[] {
  if (!hasShared) return [];
  const folder = new URL(path, shared);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((file) => {
    const json = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const base = json.source.startsWith('corpora/') ? shared : new URL('data/', shared);
    const bytes = readFileSync(new URL(file.replace('.json', '.scores.f64'), folder));
    return {
      name: file.replace('.json', ''),
      log: readFileSync(new URL(json.source, base)),
      hasIpProto: json.features?.includes('ip_proto') === true,
      threshold: json.threshold,
      predicted: json.n_predicted ?? json.predicted,
      top: json.top20 ?? json.top,
      scores: new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)),
    };
  });
}
