export { binAll } from './bin';
export { findCells, stoppedAt } from './cells';
export { addPaths, writeCodes } from './isolation';
export { keyHash, valueCount } from './json';
export { addLabel, cacheBytes, findLabels8, findLabels16, findLabels32 } from './labels';
export { readCounts16, readCounts32, readDoubles } from './numbers';
export { extremes, project, standardise, tipDistances } from './pca';
export { sumPiece } from './piece-sum';
export { foldRows } from './qr';
export { crc32 } from './crc';
export { findField, keyFields } from './fields';
export { atHeader, bytesAhead, headerBitCount, headerBits, inflate, input, output, resumeInflate, startInflate } from './inflate';
export { logsAfterOne, logsOfOneAnd } from './logarithms';
export { addShape, cellsEnd, isKnown, objectEnd, readRecords, setAreas, stoppedLine, stoppedRecord } from './records';
export { above, below, countBeside, equal8, equal16, equal32, flagged8, flagged16, flagged32, within } from './select';
export { setUnset } from './unset';
export { extent, highest, lowest, replaceNaN, widen16, widen32 } from './widen';

/** The first byte of memory that is free for the caller. */
export function firstFree(): usize {
  return __heap_base;
}
