import type { Problem } from '../report.ts';
import type { Layout } from '../table/table.ts';
import { neededFields } from './conn.ts';
import { isConnLog, isOtherLog, logOf } from './log-names.ts';

/** What a log is to us: flows to score, rows of another log, or a conn.log that lacks what scoring needs. */
export type LogKind =
  | { readonly kind: 'flows' }
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Fields that only conn has among Zeek's logs. */
const connFields: ReadonlySet<string> = new Set([
  'conn_state',
  'orig_bytes',
  'resp_bytes',
  'orig_pkts',
  'resp_pkts',
  'orig_ip_bytes',
  'resp_ip_bytes',
  'history',
  'missed_bytes',
]);

/** Fields that identify the ends of a flow. */
const endpoints: readonly string[] = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'];

/**
 * Decides the kind of a log with a header by its name and its fields, never by its file's name. A log with the name of
 * another log has no flows, with any fields.
 */
export function judgeLog(layout: Layout, file: string): LogKind {
  const { path } = layout;
  if (isOtherLog(path)) return { kind: 'context', path };
  const missing = neededFields.filter((name) => !layout.fields.includes(name));
  if (missing.length === 0) return { kind: 'flows' };
  const isNamed = path !== '' && path !== '-';
  const fields = new Set(layout.fields);
  const isConn = isNamed ? isConnLog(path) : judgeRecord(fields) !== 'none';
  if (!isConn) return { kind: 'context', path: isNamed ? path : logOf(fields) };
  return { kind: 'refused', problem: { code: 'missing-field', detail: { file, path, fields: missing.join(', ') } } };
}

/** What a record without a header is by the fields that it has: a flow, one that lacks its hosts and ports, or none. */
export function judgeRecord(fields: ReadonlySet<string>): 'flow' | 'lacking' | 'none' {
  let ofConn = 0;
  for (const field of fields) if (connFields.has(field)) ofConn++;
  const hasHost = fields.has('id.orig_h') || fields.has('id.resp_h');
  if (ofConn === 0) return 'none';
  // Others have one or two of them too, such as history in quic.log.
  if (ofConn < 3 && logOf(fields) !== 'unknown') return 'none';
  if (hasHost) return 'flow';
  if (ofConn < 3) return 'none';
  return endpoints.some((field) => fields.has(field)) ? 'flow' : 'lacking';
}
