import type { LogError, Problem } from '../core/errors.ts';
import { countOf } from '../core/number-words.ts';
import { explainLoss } from '../words/loss-words.ts';
import { explainProblem, losesFlows } from '../words/messages.ts';
import { explainNote, isAssumption } from '../words/note-words.ts';
import { NO_MATCH } from './inputs.ts';
import { safeText } from './safe-text.ts';
import type { Scored } from './score-logs.ts';

/** What the user should know of a run before using it: one sentence per line. Empty for a log without problems. */
export function warningsOf({ run, detection }: Pick<Scored, 'run' | 'detection'>): string[] {
  const { files, loss, repeated, larger } = run;
  const ofFiles = files.flatMap(({ path, problem, notes }) => [
    ...(problem !== null && losesFlows(problem) ? [sentenceOf(problem)] : []),
    ...notes.filter(isAssumption).map((note) => `${path}: ${explainNote(note)}`),
  ]);
  const lost = loss === null ? [] : [explainLoss(loss)];
  return [
    ...ofFiles,
    ...lost.map(({ what, so }) => `${what} ${so}`),
    ...(repeated === 0 ? [] : [`${countOf(repeated, 'flow has', 'flows have')} the uid of an earlier flow.`]),
    ...(larger === null
      ? []
      : [
          `The flows do not fit into memory. Only the ${countOf(larger.listed, 'flow')} with the highest scores can be listed.`,
        ]),
    ...detection.notes.map(explainNote),
  ].map(safeText);
}

/** The sentences for an error that ended the command. */
export function explainFailure({ code, detail, causes }: LogError): string {
  const all = causes.length > 0 ? causes : [{ code, detail }];
  const shown = all.slice(0, MOST).map(sentenceOf);
  const more = all.length > MOST ? [`${countOf(all.length - MOST, 'more file')} could not be read.`] : [];
  return [...shown, ...more].map(safeText).join('\n');
}

/** Why labels in the table are blank. */
export function explainBlanks(problem: Problem): string {
  return safeText(`${explainProblem(problem).what} Hosts and other labels are blank. Run the command again.`);
}

const MOST = 10;

function sentenceOf(problem: Problem): string {
  const { what, next } = own[problem.code]?.(problem.detail) ?? explainProblem(problem);
  return `${what} ${next}`;
}

/** Sentences that differ from the page's, which speaks of browser, tabs and drops. */
const own: Partial<Record<Problem['code'], (detail: Problem['detail']) => { what: string; next: string }>> = {
  unreadable: ({ file, errno, why }) => ({
    what: `${file} could not be read: ${reasons[String(errno)] ?? why}.`,
    next: isAbsent.has(String(errno)) ? 'Check the name.' : 'Check its rights, or copy it first.',
  }),
  'no-log': ({ files }) =>
    Number(files) === 0
      ? { what: 'There is no file in what you named.', next: 'Name a conn.log, or a folder that has one.' }
      : explainProblem({ code: 'no-log', detail: { files } }),
  'out-of-memory': () => ({
    what: 'There is no memory left for this log.',
    next: 'Lower --memory, so that the log is read twice instead, or name fewer files.',
  }),
  'unpacks-too-large': (detail) => ({
    what: explainProblem({ code: 'unpacks-too-large', detail }).what,
    next: 'If you know where it comes from, add --anyway.',
  }),
  'too-many-files': (detail) => ({
    what: explainProblem({ code: 'too-many-files', detail }).what,
    next: 'If you know where it comes from, add --anyway.',
  }),
  'mostly-skipped': (detail) => {
    const { what, next } = explainProblem({ code: 'mostly-skipped', detail });
    return { what, next: `${next} To rank them all the same, add --anyway.` };
  },
  'not-a-baseline': ({ file, why }) => ({
    what: `${file} is not a model that Oddflow saved, or it is damaged: ${why}.`,
    next: 'Give the file that “Save model (JSON)” wrote, without changes.',
  }),
};

const isAbsent: ReadonlySet<string> = new Set(['ENOENT', NO_MATCH]);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  [NO_MATCH]: 'no file matches it',
  EACCES: 'you have no right to read it',
  EPERM: 'you have no right to read it',
};
