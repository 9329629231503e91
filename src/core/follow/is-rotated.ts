/**
 * Whether a file's name is one that rotation gives to `conn.log`: `conn.log.1`, `conn.log-20261130.gz`, `conn.log.old`,
 * `conn-20261130.log`, `conn.2026-11-30-13-00-00.log.gz`. Not `conn-summary.log`, nor what is still being compressed.
 */
export function isRotated(other: string, name: string): boolean {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  const plain = other.replace(/\.(gz|zst)$/, '');
  if (plain.startsWith(name)) return /^([._-]\d[\w.:+-]*|\.old)?$/.test(plain.slice(name.length)) && other !== name;
  if (stem === undefined || !plain.startsWith(stem) || !plain.endsWith(ending ?? '')) return false;
  return /^[._-]\d[\w.:+-]*$/.test(plain.slice(stem.length, plain.length - (ending ?? '').length));
}
