import type { Problem } from '../report.ts';
import type { Layout } from '../table/table.ts';
import { neededFields } from './conn.ts';

/** What a log is to us: flows to score, rows of another log, or a conn.log that lacks what scoring needs. */
export type LogKind =
  | { readonly kind: 'flows' }
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Judges a log by its fields first and its `#path` second, never by its file's name. */
export function judgeLog(layout: Layout, file: string): LogKind {
  const missing = neededFields.filter((name) => !layout.fields.includes(name));
  if (missing.length === 0) return { kind: 'flows' };
  const { path } = layout;
  const isConn = /^(open_)?conn/.test(path) || ((path === '' || path === '-') && missing.length < neededFields.length);
  if (!isConn) return { kind: 'context', path: path === '' || path === '-' ? 'unknown' : path };
  return { kind: 'refused', problem: { code: 'missing-field', detail: { file, path, fields: missing.join(', ') } } };
}
