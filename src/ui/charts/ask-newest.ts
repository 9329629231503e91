/**
 * Gives a function that takes questions and has one at a time answered. Of those that come meanwhile only the newest is
 * asked, so an old answer never overwrites a newer one; null cancels whatever waits, and the answer under way.
 */
export function askNewest<Question, Result>(
  ask: (question: Question) => Promise<Result>,
  onAnswer: (question: Question, result: Result) => void,
  onFailure: (question: Question, error: unknown) => void,
): (question: Question | null) => void {
  let newest: Question | null = null;
  let isAsking = false;

  async function answerAll(): Promise<void> {
    isAsking = true;
    for (let asked: Question | null = null; newest !== null && newest !== asked; ) {
      asked = newest;
      try {
        const result = await ask(asked);
        if (newest !== null) onAnswer(asked, result);
      } catch (error) {
        onFailure(asked, error);
      }
    }
    isAsking = false;
  }

  return (question) => {
    newest = question;
    if (!isAsking) void answerAll();
  };
}
