import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { quiet, readText } from '../../testing/read-text.ts';
import { readLogs } from '../read-logs.ts';
import { looksLike } from './looks-like.ts';

const xml = strToU8('<?xml version="1.0"?>');
const odf = (kind: string) =>
  zipSync({ mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }] });

describe('a file that no format recognises', () => {
  it.each([
    ['xlsx', zipSync({ '[Content_Types].xml': xml, 'xl/workbook.xml': xml, 'xl/worksheets/sheet1.xml': xml })],
    ['xlsx', zipSync({ 'docProps/app.xml': xml, 'xl/worksheets/sheet1.xml': xml, '[Content_Types].xml': xml })],
    ['office', zipSync({ '[Content_Types].xml': xml, 'word/document.xml': xml })],
    ['office', zipSync({ 'ppt/presentation.xml': xml })],
    ['ods', odf('spreadsheet')],
    ['office', odf('text')],
    ['xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['pcap', Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0, 0, 0)],
    ['pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0)],
    ['pcap', Uint8Array.of(0xa1, 0xb2, 0x3c, 0x4d, 0, 2, 0, 4)],
    ['PDF', strToU8('%PDF-1.7\n')],
  ])('is recognised as %s, not as its packing', async (looks, bytes) => {
    expect(looksLike(bytes).looks).toBe(looks);
    await expect(readText(bytes)).rejects.toMatchObject({
      code: 'not-a-zeek-log',
      detail: { file: 'conn.log', looks },
    });
  });

  it('does not keep a zip of logs from being read, whatever its folders are called', async () => {
    const log = '#separator \\x09\n#path\tdns\n#fields\tts\n1\n';
    const blob = new Blob([zipSync({ 'xl/conn.log': strToU8(log), 'word/dns.log': strToU8(log) }) as BlobPart]);
    const reading = readLogs([{ path: 'a.zip', blob }], quiet);
    await expect(reading).rejects.toMatchObject({ code: 'other-log', causes: [{}, {}] });
  });
});
