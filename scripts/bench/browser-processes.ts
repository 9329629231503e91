import { readdirSync, readFileSync } from 'node:fs';

/** Ids of all processes of the browsers started here. Linux only; elsewhere none. */
export function browserProcesses(): number[] {
  return processesBelow(process.pid, 'chrom');
}

/** A file of a process. Empty for a process that has ended meanwhile. */
export function ofProcess(pid: string | number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** The fields after the command's name, which can have blanks and brackets of its own: state, parent, ... */
export function statOf(pid: string | number): string[] {
  const stat = ofProcess(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** All processes below `root` (not itself) whose command has `word` in it. */
function processesBelow(root: number, word: string): number[] {
  if (process.platform !== 'linux') return [];
  const processes = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  const parents = new Map(processes.map((pid) => [Number(pid), Number(statOf(pid)[1])]));
  return [...parents.keys()].filter((pid) => isBelow(parents, pid, root) && ofProcess(pid, 'cmdline').includes(word));
}

function isBelow(parents: ReadonlyMap<number, number>, pid: number, root: number): boolean {
  for (let above = parents.get(pid); above !== undefined; above = parents.get(above)) if (above === root) return true;
  return false;
}
