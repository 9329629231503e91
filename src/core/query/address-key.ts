/**
 * Bytes whose order is that of addresses: a 4 and the four bytes of an IPv4 address, a 6 and the sixteen of an IPv6
 * address, a 9 and the text for anything else. A subnet's `/length` follows as one byte.
 */
export function addressKey(label: Uint8Array): Uint8Array {
  const text = String.fromCharCode(...label);
  const [address, length] = text.split('/');
  const bytes = address.includes(':') ? parseIpv6(address) : parseIpv4(address);
  if (bytes === null) return Uint8Array.of(9, ...label);
  const key = [bytes.length === 4 ? 4 : 6, ...bytes];
  return Uint8Array.from(length === undefined ? key : [...key, Number(length)]);
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.map(Number);
}

function parseIpv6(text: string): number[] | null {
  const bare = text.split('%')[0];
  const tail = /(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  const v4 = tail === undefined ? [] : parseIpv4(tail);
  if (v4 === null) return null;
  const head = tail === undefined ? bare : bare.slice(0, -tail.length).replace(/([^:]):$/, '$1');
  const [left, right, more] = head.split('::');
  if (more !== undefined) return null;
  const before = groups(left);
  const after = right === undefined ? [] : groups(right);
  const missing = 16 - v4.length - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 0) return null;
  const bytes = [...before, ...new Array<number>(missing).fill(0), ...after, ...v4];
  return bytes.some(Number.isNaN) ? null : bytes;
}

function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    const value = /^[0-9a-fA-F]{1,4}$/.test(group) ? Number.parseInt(group, 16) : Number.NaN;
    return [value >>> 8, Number.isNaN(value) ? value : value & 255];
  });
}
