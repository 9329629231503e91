/** The text in quotes. Quotes, backslashes and line ends are escaped with a backslash. */
export function quoted(text: string): string {
  const marked = text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${marked}"`;
}
