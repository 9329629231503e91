/**
 * Whether an address is of a private network, as Zeek takes for local unless told otherwise: RFC 1918, 6598, 3927, 4193 and
 * 4291 (link-local and loopback). Null for what is no address.
 */
export function isPrivateAddress(text: string): boolean | null {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/i.exec(text);
  if (v4 !== null) {
    const [a, b] = [Number(v4[1]), Number(v4[2])];
    return (
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 100 && b >= 64 && b < 128) ||
      (a === 169 && b === 254)
    );
  }
  if (!/^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text)) return null;
  return text === '::1' || /^(f[cd]|fe[89ab])/i.test(text);
}
