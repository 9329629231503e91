/** One instruction of a Dockerfile, with continued lines joined. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** A stage of a Dockerfile, from its FROM to the next. */
export interface Stage {
  readonly base: string;
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** Stages of a Dockerfile in order. Reads what ours has: no heredocs, no escape directive, no ARG before FROM. */
export function readDockerfile(text: string): Stage[] {
  const stages: { base: string; name: string; instructions: Instruction[] }[] = [];
  for (const { name, text: rest } of instructionsOf(text)) {
    if (name === 'FROM') {
      const [, base, stage] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      if (base === undefined) throw new Error(`"FROM ${rest}" has no name.`);
      stages.push({ base, name: stage, instructions: [] });
    } else if (stages.length === 0) throw new Error(`${name} before FROM`);
    else stages[stages.length - 1].instructions.push({ name, text: rest });
  }
  return stages;
}

function instructionsOf(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const joined = lines.join('\n').replace(/\\\n\s*/g, '');
  return joined.split('\n').map((line) => {
    const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`"${line}" is no instruction.`);
    return { name, text: rest };
  });
}

/** Sources and destination of a COPY, and the stage that it copies from; null for the folder of the build. */
export function readCopy(text: string): { from: string | null; sources: readonly string[]; destination: string } {
  const words = text.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), destination: paths[paths.length - 1] };
}

/** The words of an instruction in JSON form, as ENTRYPOINT has them. */
export function readWords(stage: Stage, name: 'ENTRYPOINT' | 'HEALTHCHECK'): readonly string[] {
  const { text } = stage.instructions.findLast((instruction) => instruction.name === name) ?? { text: '[]' };
  return JSON.parse(text.slice(text.indexOf('[')));
}

/** Whether .dockerignore leaves a path out. Reads what ours has: paths from the root, and a star within a name. */
export function isIgnored(rules: string, path: string): boolean {
  return rules
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .some((rule) => new RegExp(`^${rule.replace(/[.+^$()|[\]{}]/g, '\\$&').replaceAll('*', '[^/]*')}(/|$)`).test(path));
}
