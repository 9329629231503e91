import { LogError } from '../../core/errors.ts';
import { isQuestion } from '../failure/questions.ts';
import { markDrop } from '../timing.ts';
import type { Drop } from './drop.ts';
import { createDroppedModels } from './dropped-models.ts';
import { createJobs, type Job } from './jobs.ts';
import { cancel, fail, lose } from './leave-log.ts';
import { type OpeningContext, restart } from './opening-context.ts';
import type { Preferences } from './preferences.ts';
import { readLog } from './read-log.ts';
import type { State } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Opens, replaces and closes logs. */
export interface Opening {
  job(): Job;
  open(drop: Drop): Promise<void>;
  /** Opens the open log again with other settings for it alone. */
  again(own: Partial<Preferences>): void;
  /** Opens the open or the refused log again with other settings of its source. */
  againAs(which: 'refused' | 'open', changes: { readonly takesRemnant?: true; readonly isUnpackingAll?: true }): void;
  canReadAgain(): Promise<boolean>;
  readAgain(): void;
  /** Opens a later state of the open log, and keeps the selection. */
  renew(drop: Drop): Promise<void>;
  add(drop: Drop): Promise<void>;
  cancel(): void;
  close(): void;
  fail(error: unknown): void;
  lose(error: unknown): void;
  /** Shows why a filter was not applied, once the log is on screen. */
  explain(error: LogError): void;
  /** Receives that the log being opened is on screen. */
  becomeReady(): void;
  /** Delivers a model that was dropped while its log was being read. */
  deliverModel(): void;
}

/** Creates `Opening` for the state of a page. */
export function createOpening(page: Omit<OpeningContext, 'jobs' | 'held'>): Opening {
  const held = { hasWork: false, opening: null, opened: null, doubted: null, wrongLink: null, lostAt: -Infinity };
  const context: OpeningContext = { ...page, jobs: createJobs(), held };
  const models = createDroppedModels(page);
  const open = (drop: Drop) => models.open(drop, (log) => openLog(context, log));
  return {
    job: context.jobs.current,
    open,
    again: (own) => again(context, own),
    againAs: (which, changes) => againAs(context, which, changes),
    canReadAgain: () => canReadAgain(context),
    readAgain: () => readAgain(context),
    renew: (drop) => openLog(context, drop, {}, keptFlows(context.state())),
    add: (drop) => add(context, drop, open),
    cancel: () => cancel(context),
    close: () => close(context),
    fail: (error) => fail(context, error),
    lose: (error) => lose(context, error),
    explain: (error) => explain(context, error),
    becomeReady: () => becomeReady(context),
    deliverModel: models.deliver,
  };
}

/** Opens a log. `own` are settings for this log alone; `keeps` keeps the selection. */
async function openLog(
  context: OpeningContext,
  { name, bytes, source }: Drop,
  own: Partial<Preferences> = {},
  keeps: Partial<Omit<Workspace, 'open'>> = {},
): Promise<void> {
  const { client, state, dispatch, jobs, held } = context;
  const mine = jobs.begin();
  if (state().phase === 'loading' && !held.hasWork) client.restart();
  markDrop();
  dispatch({ type: 'started', job: mine.number, name, bytes, now: performance.now() });
  dispatch({ type: 'preferred', page: own });
  dispatch({ type: 'changed', to: keeps, edit: null, now: performance.now() });
  try {
    const found = await source;
    if (jobs.isCurrent(mine)) await readLog(context, { name, bytes, source: found }, mine);
  } catch (error) {
    if (!jobs.isCurrent(mine)) return;
    held.doubted = error instanceof LogError && isQuestion(error.code) ? held.opening : null;
    fail(context, error);
  }
}

function again(context: OpeningContext, own: Partial<Preferences>): void {
  const { opened } = context.held;
  if (opened?.source.kind === 'files') void openLog(context, opened, own);
}

function againAs(context: OpeningContext, ...[which, changes]: Parameters<Opening['againAs']>): void {
  const found = which === 'refused' ? context.held.doubted : context.held.opened;
  if (found?.source.kind === 'files') void openLog(context, { ...found, source: { ...found.source, ...changes } });
}

/** Whether the browser still reads the files. Chromium does not after a change. */
async function canReadAgain({ held: { opened } }: OpeningContext): Promise<boolean> {
  if (opened?.source.kind !== 'files') return opened !== null;
  try {
    await Promise.all(opened.source.files.map(({ blob }) => blob.slice(0, 1).arrayBuffer()));
    return true;
  } catch {
    return false;
  }
}

function readAgain(context: OpeningContext): void {
  const { opened } = context.held;
  if (opened !== null) void openLog(context, opened, {}, keptFlows(context.state()));
}

/** Opens the open log and other files as one run. Without an open log it opens the files alone. */
async function add(context: OpeningContext, drop: Drop, open: Opening['open']): Promise<void> {
  const added = await drop.source;
  const { opened } = context.held;
  if (opened?.source.kind !== 'files' || added.kind !== 'files') return open({ ...drop, source: added });
  const { source } = opened;
  const name = `${opened.name} and ${drop.name}`;
  const files = [...source.files, ...added.files];
  const both: Drop = { name, bytes: opened.bytes + drop.bytes, source: { ...source, files } };
  return openLog(context, both, {}, keptFlows(context.state()));
}

function close(context: OpeningContext): void {
  const { jobs, held, dispatch } = context;
  jobs.end();
  restart(context);
  held.opened = held.opening = held.doubted = null;
  dispatch({ type: 'forgotten' });
}

function explain({ state, report, held }: OpeningContext, error: LogError): void {
  if (state().phase === 'ready') report(error);
  else held.wrongLink ??= error;
}

function becomeReady({ client, dispatch, report, jobs, held }: OpeningContext): void {
  held.hasWork = true;
  held.opened = held.opening;
  client.engine.keep().catch(report);
  const { wrongLink } = held;
  held.wrongLink = null;
  if (wrongLink !== null) queueMicrotask(() => report(wrongLink));
  const { number } = jobs.current();
  client.engine.labels().then(
    (labels) => dispatch({ type: 'labels', job: number, labels }),
    () => {}, // the log was closed meanwhile
  );
}

/** The selection for another run of the same logs, which has other scores. */
function keptFlows({ workspace: { model, selection, lists } }: State): Partial<Omit<Workspace, 'open'>> {
  return { model: { ...model, threshold: null }, selection, lists };
}
