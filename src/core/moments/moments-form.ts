/** The first key of the JSON text of moments, whose value is the version. */
export const MOMENTS_KEY = 'oddflow-moments';
export const MOMENTS_VERSION = 1;

/** Whether the beginning of a file looks like moments. A database may print something before them. */
export function looksLikeMoments(head: string): boolean {
  return head.includes(`"${MOMENTS_KEY}"`);
}
