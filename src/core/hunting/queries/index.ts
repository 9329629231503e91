import type { HuntingQuery } from '../hunting-query.ts';
import { beacon } from './beacon.ts';
import { callback } from './callback.ts';
import { rare } from './rare.ts';
import { fanIn, scanA, scanH, scanV } from './scans.ts';
import { amplify, guess } from './services.ts';
import { spread } from './spread.ts';
import { dnsBurst, dnsFail, long, repeat } from './times.ts';
import { download, size, upload } from './volumes.ts';

/** One query per indicator of Behaviour, in their order. */
export const huntingQueries: readonly HuntingQuery[] = [
  scanH,
  scanV,
  scanA,
  fanIn,
  spread,
  upload,
  download,
  size,
  beacon,
  long,
  repeat,
  dnsBurst,
  dnsFail,
  rare,
  guess,
  amplify,
  callback,
];
