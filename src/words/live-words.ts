import type { FlowReport, Lag } from '../core/follow/flow-report.ts';
import type { Turn } from '../core/follow/follower.ts';
import { formatBytes, formatCount, formatDuration } from '../core/number-words.ts';

/** `resp_bytes 2.46 MB, typical 812 B`: why a flow has its score, in a few words. */
export function reasonsOf({ why }: Pick<FlowReport, 'why'>): string {
  return why
    .map(({ feature, value, typical }) => {
      const is = `${feature} ${quantity(feature, value)}`;
      // A port is a name, and has no typical value.
      return feature.endsWith('_p') ? is : `${is}, typical ${quantity(feature, typical)}`;
    })
    .join('; ');
}

function quantity(feature: string, value: number): string {
  if (feature.endsWith('bytes')) return formatBytes(value);
  if (feature === 'duration') return formatDuration(value);
  return feature.endsWith('_p') ? String(value) : formatCount(value);
}

/** `lag 15 m 02 s, 1.5 s after its end`. */
export function lagOf({ sinceStart, sinceEnd }: Lag): string {
  if (Number.isNaN(sinceStart)) return 'lag unknown';
  if (sinceEnd === sinceStart) return `lag ${formatDuration(sinceStart)}`;
  return `lag ${formatDuration(sinceStart)}, ${formatDuration(sinceEnd)} after its end`;
}

/** What became of the file that is followed. */
export const explainTurn: Readonly<Record<Turn['what'], (file: string) => string>> = {
  rotated: (file) => `${file} was rotated. Reading the new file.`,
  truncated: (file) => `${file} begins again from its start.`,
  later: (file) => `Reading ${file}, which was rotated meanwhile.`,
  lost: (file) => `The rest of the old ${file} cannot be found. Flows may be missing.`,
  damaged: (file) => `${file} is damaged. Flows at its end are missing.`,
  'too-long': (file) => `A line of more than 16 MB in ${file} was left out.`,
};

export const stallWords = {
  stalled: 'No new rows for 5 minutes. Check that Zeek is running and still writes this file.',
  resumed: 'New rows are coming again.',
} as const;

/** `2026-11-30 13:05:02`, of epoch seconds. */
export function utc(epochSeconds: number): string {
  const date = new Date(Math.floor(epochSeconds) * 1000);
  if (Number.isNaN(date.getTime())) return String(epochSeconds);
  return date.toISOString().replace('T', ' ').slice(0, -5);
}
