import type { LogSource } from '../../worker/api.ts';
import type { Preferences } from './preferences.ts';

/**
 * Files to open: name and size in bytes (0 if unknown) are known immediately, the files when they have been collected.
 */
export interface Drop {
  readonly name: string;
  readonly bytes: number;
  readonly source: LogSource | Promise<LogSource>;
}

/** A drop whose files have been collected. */
export type Found = Drop & { readonly source: LogSource };

const MEGABYTE = 1e6;

/** The source with the page's settings for reading. */
export function withSettings(source: LogSource, { memory, dropsRepeated }: Preferences): LogSource {
  if (source.kind !== 'files') return source;
  return {
    ...source,
    ...(memory === null ? {} : { memory: memory * MEGABYTE }),
    ...(dropsRepeated ? { isDroppingRepeated: true } : {}),
  };
}
