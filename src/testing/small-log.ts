import { makeSample } from '../core/sample/sample.ts';

/**
 * The first flows of the sample as Zeek writes them, without the labels that make it wider than Zeek's own conn.log.
 */
export function smallLog(flows: number): string {
  const lines = new TextDecoder().decode(makeSample()).split('\n');
  const width =
    lines
      .find((line) => line.startsWith('#fields'))
      ?.split('\t')
      .indexOf('label') ?? 0;
  const cut = (line: string) => {
    if (/^#(?!fields|types)/.test(line)) return line;
    return line
      .split('\t')
      .slice(0, line.startsWith('#') ? width : width - 1)
      .join('\t');
  };
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).slice(0, flows);
  return `${[...lines.filter((line) => /^#(?!close)/.test(line)), ...rows].map(cut).join('\n')}\n`;
}
