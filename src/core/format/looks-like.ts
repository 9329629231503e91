import { officeKindOf } from '../source/office.ts';

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
  ['pcap', [0x4d, 0x3c, 0xb2, 0xa1]], // with nanoseconds
  ['pcap', [0xa1, 0xb2, 0x3c, 0x4d]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

/** The names that tell a document are in its first parts. */
const OFFICE_HEAD = 256 << 10;

function kindOf(head: Uint8Array, text: string): string {
  const magic = magics.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (magic !== undefined) return magic[0];
  const office = officeKindOf(head.subarray(0, OFFICE_HEAD));
  if (office !== null) return office;
  if (isBinary(text)) return 'binary';
  if (/^version https:\/\/git-lfs/.test(text)) return 'git-lfs';
  if (/^#types[ \t]/m.test(text) && !/^#fields[ \t]/m.test(text)) return 'cut-header';
  if (/^>== /.test(text)) return 'conn-summary';
  if (/^\{\s*\w+\s*:/.test(text)) return 'SUP';
  if (/^[{[]/.test(text)) return 'JSON';
  const first = text.split('\n', 1)[0];
  return first.split(/[,;]/).length > 4 ? 'CSV' : 'text';
}

function isBinary(text: string): boolean {
  return text.includes('\0') || (text.match(/\ufffd/g)?.length ?? 0) > text.length / 10;
}
