import { describe, expect, it } from 'vitest';
import { askNewest } from './ask-newest.ts';

/** Questions are numbers; each is answered, or fails, when the test says so. */
function asked() {
  const waiting: { question: number; settle: (failure?: Error) => Promise<void> }[] = [];
  const log: string[] = [];
  const put = askNewest<number, string>(
    (question) =>
      new Promise((resolve, reject) => {
        const settle = async (failure?: Error) => {
          if (failure) reject(failure);
          else resolve(`answer ${question}`);
          await new Promise((done) => setTimeout(done));
        };
        waiting.push({ question, settle });
      }),
    (_, answer) => log.push(answer),
    (question) => log.push(`failure ${question}`),
  );
  return { put, waiting, log };
}

describe('askNewest', () => {
  it('asks one at a time, and of those that wait only the newest', async () => {
    const { put, waiting, log } = asked();
    for (const question of [1, 2, 3]) put(question);
    expect(waiting.map(({ question }) => question)).toEqual([1]);
    await waiting[0].settle();
    await waiting[1].settle();
    expect(waiting.map(({ question }) => question)).toEqual([1, 3]);
    expect(log).toEqual(['answer 1', 'answer 3']);
  });

  it('goes on to what waits after a failure', async () => {
    const { put, waiting, log } = asked();
    put(1);
    put(2);
    await waiting[0].settle(new Error('no'));
    await waiting[1].settle();
    put(3);
    await waiting[2].settle();
    expect(log).toEqual(['failure 1', 'answer 2', 'answer 3']);
  });

  it('drops the answer under way when nothing is wanted any more', async () => {
    const { put, waiting, log } = asked();
    put(1);
    put(null);
    await waiting[0].settle();
    expect(log).toEqual([]);
    put(2);
    await waiting[1].settle();
    expect(log).toEqual(['answer 2']);
  });
});
