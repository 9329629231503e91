/** Whether a key goes to a text field. Single-key shortcuts are off there. */
export function isTyping({ target }: Pick<KeyboardEvent, 'target'>): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=range], [type=checkbox], [type=radio]), select, textarea, [contenteditable]')
  );
}
