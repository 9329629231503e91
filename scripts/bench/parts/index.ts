import type { Part } from '../part.ts';
import { cancel } from './cancel.ts';
import { command } from './command.ts';
import { gzip } from './gzip.ts';
import { json } from './json.ts';
import { memory } from './memory.ts';
import { questions } from './questions.ts';
import { read } from './read.ts';
import { selection } from './selection.ts';

/** Everything that is measured, in the order of the table. */
export const parts: readonly Part[] = [read, questions, selection, memory, cancel, command, gzip, json];
