import type { Part } from '../part.ts';
import { amplify } from './amplify.ts';
import { beacon } from './beacon.ts';
import { callback } from './callback.ts';
import { dnsBurst } from './dns-burst.ts';
import { dnsFail } from './dns-fail.ts';
import { download } from './download.ts';
import { fanIn } from './fan-in.ts';
import { guess } from './guess.ts';
import { long } from './long.ts';
import { rare } from './rare.ts';
import { repeat } from './repeat.ts';
import { scanA } from './scan-a.ts';
import { scanH } from './scan-h.ts';
import { scanV } from './scan-v.ts';
import { size } from './size.ts';
import { spread } from './spread.ts';
import { upload } from './upload.ts';

/** All indicators. Of several with the same score the first is the top indicator. */
export const parts: readonly Part[] = [
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
