/** Latest version of the form in which a model is saved. Models of Behaviour have it, others version 2. */
export const FORM_VERSION = 3;
/** The first key of a saved model, whose value is the version. It tells a saved model from other JSON. */
export const FORM_KEY = 'oddflow-baseline';
/**
 * The most bytes that a saved model may have. One of a PCA has a few kilobytes, one of Behaviour less than this.
 */
export const MOST_BYTES = 1 << 20;

/**
 * Whether the beginning of a file looks like a saved model's. Pure and small: the page asks it of every dropped JSON
 * file.
 */
export function looksLikeBaseline(head: string): boolean {
  return head.replace(/^\ufeff?\s*\{\s*/, '').startsWith(`"${FORM_KEY}"`);
}
