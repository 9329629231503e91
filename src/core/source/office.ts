export type OfficeKind = 'xlsx' | 'ods' | 'office';

/** Documents that are zips of XML, by the names of files in them. Source: ECMA-376. */
const kinds: readonly (readonly [looks: OfficeKind, name: RegExp])[] = [
  ['xlsx', /^xl\/(workbook|worksheets\/|styles|theme\/|sharedStrings)/],
  ['office', /^(word\/document|ppt\/(presentation|slides\/))/],
];
/** What a document of OpenDocument 1.3 begins with: a file of this name, not compressed, with its type. */
const ODF = 'mimetypeapplication/vnd.oasis.opendocument.';
/** Bytes of a local file header before the name, which is as long as the two at 26 say (APPNOTE.TXT 4.3.7). */
const HEADER = 30;

/** Which document the beginning of a file is of; null for none, such as a zip of logs. */
export function officeKindOf(head: Uint8Array): OfficeKind | null {
  if (!isHeader(head, 0)) return null;
  const start = textOf(head, HEADER, 100);
  if (start.startsWith(ODF)) return start.startsWith('spreadsheet', ODF.length) ? 'ods' : 'office';
  for (let at = 0; at >= 0; at = head.indexOf(0x50, at + 1)) {
    if (!isHeader(head, at)) continue;
    const name = textOf(head, at + HEADER, head[at + 26] + 256 * head[at + 27]);
    const known = kinds.find(([, sign]) => sign.test(name));
    if (known !== undefined) return known[0];
  }
  return null;
}

function isHeader(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4;
}

function textOf(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + length));
}
