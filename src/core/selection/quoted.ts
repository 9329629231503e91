/** A text in quotes; line ends, quotes and backslashes are written with a backslash. */
export function quoted(text: string): string {
  const marked = text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${marked}"`;
}
