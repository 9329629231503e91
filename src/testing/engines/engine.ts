/** A cell of an answer. */
export type Cell = number | string | null;
/** A line of an answer, by column name. */
export type Line = Readonly<Record<string, Cell>>;

/** A running SQL engine. */
export interface Engine {
  /** Its name and version, as it reports them. */
  readonly version: string;
  /** Runs statements in one session and returns the lines of each. Throws with the engine's message. */
  readonly run: (statements: readonly string[]) => Promise<readonly (readonly Line[])[]>;
  readonly close: () => Promise<void>;
}

/** The answer of the last of some statements. */
export async function lastOf(engine: Engine, statements: readonly string[]): Promise<readonly Line[]> {
  return (await engine.run(statements)).at(-1) ?? [];
}
