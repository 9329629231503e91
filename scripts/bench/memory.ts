import { readdirSync, readFileSync } from 'node:fs';

/** Bytes of memory of all processes of the browsers started here. */
export function browserMemory(): number {
  return memoryBelow(process.pid, 'chrom');
}

/**
 * Bytes of memory of all processes below `root` (not itself) whose command has `word` in it: their proportional set
 * size, which counts shared pages once. Only Linux tells; elsewhere NaN.
 */
function memoryBelow(root: number, word: string): number {
  if (process.platform !== 'linux') return Number.NaN;
  const processes = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  const parents = new Map(processes.map((pid) => [Number(pid), parentOf(pid)]));
  let total = 0;
  for (const pid of parents.keys()) {
    if (isBelow(parents, pid, root) && read(pid, 'cmdline').includes(word)) {
      total += 1024 * Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0);
    }
  }
  return total;
}

function isBelow(parents: ReadonlyMap<number, number>, pid: number, root: number): boolean {
  for (let above = parents.get(pid); above !== undefined; above = parents.get(above)) if (above === root) return true;
  return false;
}

/** The fields after the command's name, which can have blanks and brackets of its own: state, parent, ... */
function parentOf(pid: string): number {
  const stat = read(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Empty for a process that has ended meanwhile. */
function read(pid: string | number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
