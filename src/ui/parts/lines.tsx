/** The lines of a text, one below the other. */
export function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
    <span key={place} style={{ display: 'block' }}>
      {line}
    </span>
  ));
}
