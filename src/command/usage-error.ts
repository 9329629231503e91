/** The command was used wrongly: it ends with exit code 2 and this sentence. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
