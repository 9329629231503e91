import { withContext } from '../../core/schema/host-field.ts';

/** What a row of the table says of a flow before its details are here. */
export interface KnownFlow {
  readonly flow: number;
  readonly rank: number;
  /** See `channelName`. */
  readonly channel: string;
}

type Cell = number | string | null | undefined;

/**
 * `10.0.0.1 → 10.0.0.2:53/udp` of source, destination, port and protocol; a question mark for what is unset or not in
 * the log.
 */
export function channelName([source, destination, port, proto]: readonly Cell[]): string {
  return `${source ?? '?'} → ${destination ?? '?'}:${port ?? '?'}/${proto ?? '?'}`;
}

/** The fields that it is made of, and what a row is asked for to have them: hosts come with their contexts. */
export const channelFields = [
  { field: 'id.orig_h', asked: withContext('id.orig_h') },
  { field: 'id.resp_h', asked: withContext('id.resp_h') },
  { field: 'id.resp_p', asked: 'id.resp_p' },
  { field: 'proto', asked: 'proto' },
] as const;
