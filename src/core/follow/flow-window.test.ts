import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet } from '../../testing/read-text.ts';
import { FlowWindow } from './flow-window.ts';
import type { Piece } from './follower.ts';
import { readPieces } from './read-piece.ts';

const header = connLog([], { close: false });

function piece(rows: number, at: number): Piece {
  const all = connLog(
    Array.from({ length: rows }, () => ({})),
    { close: false },
  );
  return {
    kind: 'piece',
    file: 'conn.log',
    header: at === 0 ? new Uint8Array(0) : header,
    bytes: at === 0 ? all : all.slice(header.length),
    at,
  };
}

it('holds whole pieces of the last flows, and reads them as few files', async () => {
  const window = new FlowWindow({ flows: 100, bytes: 1 << 20, seconds: 60 });
  let at = 0;
  for (let i = 0; i < 10; i++) {
    const next = piece(30, at);
    window.add(next, 30, 1000 * i);
    at += next.bytes.length;
  }
  expect(window.flows).toBe(120);
  expect(window.flowsFrom(8)).toBe(60);
  expect(window.files().length).toBe(1);
  expect((await readPieces(window.files(), quiet, { kernel: null, inflate: null })).table.rows).toBe(120);
  expect((await readPieces(window.files(8), quiet, { kernel: null, inflate: null })).table.rows).toBe(60);
  window.add(piece(5, 0), 5, 90_000);
  expect(window.files().length).toBe(1);
  expect(window.flows).toBe(5);
});
