import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startAsker } from './asker.ts';

type Step =
  | { readonly do: 'put'; readonly key: string | null; readonly scope: string }
  | { readonly do: 'answer' | 'fail'; readonly job: number }
  | { readonly do: 'cancel' | 'again' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('put' as const),
      key: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { freq: 6 }),
      scope: fc.constantFrom('one', 'other'),
    }),
    fc.record({ do: fc.constantFrom('answer' as const, 'fail' as const), job: fc.nat({ max: 8 }) }),
    fc.record({ do: fc.constantFrom('cancel' as const, 'again' as const) }),
  ),
  { maxLength: 30 },
);

interface Job {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly answer: (text: string) => void;
  readonly fail: (error: Error) => void;
  isSettled: boolean;
}

function harness() {
  const jobs: Job[] = [];
  const asker = startAsker<string>(() => {});
  const put = (key: string | null, scope: string) =>
    asker.put(
      key === null
        ? null
        : {
            key,
            scope,
            ask: (signal) =>
              new Promise((answer, fail) => {
                jobs.push({ key, signal, answer, fail, isSettled: false });
              }),
          },
    );
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
    settle,
    waiting: () => jobs.filter(({ isSettled, signal }) => !isSettled && !signal.aborted),
  };
}

it('one question runs at a time, and each answer keeps its key, for any sequence', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { asker, jobs, put, settle, waiting } = harness();
      for (const step of all) {
        if (step.do === 'put') put(step.key, step.scope);
        else if (step.do === 'cancel') asker.cancel();
        else if (step.do === 'answer' || step.do === 'fail') await settle(jobs[step.job], step.do === 'answer');
        else asker.again();
        expect(waiting().length).toBeLessThanOrEqual(1);
        const { asking, latest } = asker.state();
        expect(waiting().length === 1).toBe(asking.phase === 'working');
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
      const { asker, jobs, put, settle, waiting } = harness();
      for (const step of all) {
        if (step.do === 'put') put(step.key, step.scope);
        else if (step.do === 'answer') await settle(jobs[step.job], true);
      }
      put(last, 'one');
      while (waiting().length > 0) await settle(waiting()[0], true);
      expect(asker.state().latest).toEqual({ key: last, answer: `answer to ${last}` });
    }),
    { numRuns: 60 },
  );
});
