/**
 * Breaks a text at blanks into lines of at most `width` columns, `indent` columns from the left, the second and later
 * lines `hang` columns more. A number stays with its unit. A longer word, such as an IPv6 address, is not broken unless
 * it is wider than a line.
 */
export function wrap(text: string, width: number, indent = 0, hang = 0): string {
  const room = Math.max(1, width - indent - hang);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAK).flatMap((long) => pieces(long, room))) {
    const most = lines.length === 0 ? room + hang : room;
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, at) => `${' '.repeat(at === 0 ? indent : indent + hang)}${one}`.trimEnd()).join('\n');
}

/** A blank, unless it is between a number and its unit. */
const BREAK = / (?!(?<=\d )(?:[kMGT]?B|%|[mµn]?s|min|h|d|UTC)(?![\w-]))/;

/** Columns of a text on a terminal, without wide characters, which logs of Zeek hardly have. */
function widthOf(text: string): number {
  return [...text].length;
}

function pieces(word: string, room: number): string[] {
  const characters = [...word];
  if (characters.length <= room) return [word];
  const count = Math.ceil(characters.length / room);
  return Array.from({ length: count }, (_, at) => characters.slice(at * room, (at + 1) * room).join(''));
}
