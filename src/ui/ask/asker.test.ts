import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Progress } from '../../worker/api.ts';
import { startAsker } from './asker.ts';

type Step =
  | { readonly do: 'put'; readonly key: string | null; readonly scope: string }
  | { readonly do: 'early'; readonly key: string }
  | { readonly do: 'answer' | 'fail'; readonly job: number }
  | { readonly do: 'cancel' | 'again' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('put' as const),
      key: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { freq: 6 }),
      scope: fc.constantFrom('one', 'other'),
    }),
    fc.record({ do: fc.constant('early' as const), key: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
    fc.record({ do: fc.constantFrom('answer' as const, 'fail' as const), job: fc.nat({ max: 8 }) }),
    fc.record({ do: fc.constantFrom('cancel' as const, 'again' as const) }),
  ),
  { maxLength: 30 },
);

interface Job {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly progress: (done: number) => void;
  readonly answer: (text: string) => void;
  readonly fail: (error: Error) => void;
  /** Whether it was sent before it was put. */
  readonly isEarly: boolean;
  isSettled: boolean;
}

function harness() {
  const jobs: Job[] = [];
  const asker = startAsker<string>(() => {});
  const question = (key: string, scope: string, isEarly: boolean) => ({
    key,
    scope,
    ask: (signal: AbortSignal, onProgress: (progress: Progress) => void) =>
      new Promise<string>((answer, fail) => {
        const progress = (done: number) =>
          onProgress({ phase: 'Scoring', file: '', done, total: 100, unit: 'rows', rows: done });
        jobs.push({ key, signal, progress, answer, fail, isEarly, isSettled: false });
      }),
  });
  const put = (key: string | null, scope: string) => asker.put(key === null ? null : question(key, scope, false));
  const early = (key: string) => asker.early(question(key, 'one', true));
  const settle = async (job: Job | undefined, isGood: boolean) => {
    if (job === undefined || job.isSettled) return;
    job.isSettled = true;
    if (isGood) job.answer(`answer to ${job.key}`);
    else job.fail(new Error('no'));
    await new Promise((done) => setTimeout(done));
  };
  return {
    asker,
    jobs,
    put,
    early,
    settle,
    waiting: () => jobs.filter(({ isSettled, signal }) => !isSettled && !signal.aborted),
  };
}

it('one question runs at a time, and each answer keeps its key, for any sequence', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { asker, jobs, put, early, settle, waiting } = harness();
      for (const step of all) {
        if (step.do === 'put') put(step.key, step.scope);
        else if (step.do === 'early') early(step.key);
        else if (step.do === 'cancel') asker.cancel();
        else if (step.do === 'answer' || step.do === 'fail') await settle(jobs[step.job], step.do === 'answer');
        else asker.again();
        const { asking, latest } = asker.state();
        // Beside the question that was put, at most one early question is waiting.
        expect(waiting().filter(({ isEarly }) => !isEarly).length).toBeLessThanOrEqual(1);
        const working = asking.phase === 'working' ? 1 : 0;
        expect([working, working + 1]).toContain(waiting().length);
        for (const key of 'abcde') {
          const known = asker.answerTo(key);
          if (known !== null) expect(known).toEqual({ key, answer: `answer to ${key}` });
        }
        if (asking.phase === 'ready') expect(latest?.key).toBe(asking.key);
        if (latest !== null) expect(latest.answer).toBe(`answer to ${latest.key}`);
      }
    }),
    { numRuns: 60 },
  );
});

it('the newest question is answered in the end, for any sequence and any order of answers', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom('a', 'b', 'e'), async (all, last) => {
      const { asker, jobs, put, early, settle, waiting } = harness();
      for (const step of all) {
        if (step.do === 'put') put(step.key, step.scope);
        else if (step.do === 'early') early(step.key);
        else if (step.do === 'answer') await settle(jobs[step.job], true);
      }
      put(last, 'one');
      while (waiting().length > 0) await settle(waiting()[0], true);
      expect(asker.state().latest).toEqual({ key: last, answer: `answer to ${last}` });
    }),
    { numRuns: 60 },
  );
});

it('an early question is sent once, and its answer is there before it is put', async () => {
  const { asker, jobs, put, early, settle } = harness();
  put('a', 'one');
  early('b');
  early('b');
  expect(jobs.map(({ key, signal }) => [key, signal.aborted])).toEqual([
    ['a', false],
    ['b', false],
  ]);
  await settle(jobs[1], true);
  expect([asker.state().latest, asker.answerTo('b')?.answer]).toEqual([null, 'answer to b']);
  put('b', 'other');
  expect(jobs).toHaveLength(2);
  expect(jobs[0].signal.aborted).toBe(true);
  expect(asker.state()).toMatchObject({ asking: { key: 'b', phase: 'ready' }, latest: { key: 'b' } });
});

it('an early question that is not put is cancelled, and one that failed is sent again', async () => {
  const { jobs, put, early, settle } = harness();
  early('a');
  put('b', 'one');
  expect(jobs.map(({ key, signal }) => [key, signal.aborted])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  early('c');
  await settle(jobs[2], false);
  put('c', 'other');
  expect(jobs.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'c']);
});

it('an early question reports its progress once it is put, and its abort reaches the engine', () => {
  const { asker, jobs, put, early } = harness();
  early('a');
  jobs[0].progress(20);
  expect(asker.state().asking.phase).toBe('idle');
  put('a', 'one');
  jobs[0].progress(40);
  expect(asker.state().asking).toMatchObject({ key: 'a', phase: 'working', share: 0.4 });
  put('b', 'other');
  expect(jobs.map(({ key, signal }) => [key, signal.aborted])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});

it('Cancel also cancels the early question of its scope, and not one of another scope', async () => {
  for (const scope of ['one', 'other']) {
    const { asker, jobs, put, early, settle } = harness();
    put('a', scope);
    early('b');
    await settle(jobs[1], true);
    asker.cancel();
    put('b', 'one');
    const isSame = scope === 'one';
    expect(asker.state().asking).toMatchObject(
      isSame ? { key: 'a', phase: 'cancelled' } : { key: 'b', phase: 'ready' },
    );
    expect(jobs).toHaveLength(2);
  }
});
