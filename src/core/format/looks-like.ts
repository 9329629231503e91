/** What a file that no format recognised seems to be, for the sentence that refuses it; `seen` is how it begins. */
export function looksLike(head: Uint8Array): { looks: string; seen: string } {
  const text = new TextDecoder().decode(head.subarray(0, 2048)).trimStart();
  const seen = text.slice(0, 60).replace(/\s+/g, ' ');
  return { looks: kindOf(head, text), seen: isBinary(text) ? '' : seen };
}

const magics: readonly (readonly [looks: string, magic: readonly number[]])[] = [
  ['pcap', [0xd4, 0xc3, 0xb2, 0xa1]],
  ['pcap', [0xa1, 0xb2, 0xc3, 0xd4]],
  ['pcap', [0x0a, 0x0d, 0x0d, 0x0a]],
  ['zip', [0x50, 0x4b, 3, 4]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

function kindOf(head: Uint8Array, text: string): string {
  const magic = magics.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (magic !== undefined) return magic[0];
  if (isBinary(text)) return 'binary';
  if (/^[{[]/.test(text)) return 'JSON';
  const first = text.split('\n', 1)[0];
  return first.split(/[,;]/).length > 4 ? 'CSV' : 'text';
}

function isBinary(text: string): boolean {
  return text.includes('\0') || (text.match(/\ufffd/g)?.length ?? 0) > text.length / 10;
}
