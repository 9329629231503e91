/** Connection states of a failed flow, even if a packet came back. */
export const failedStates: readonly string[] = ['S0', 'REJ', 'RSTOS0', 'SH'];

/** Whether a connection state means failure. */
export function isFailedState(state: string): boolean {
  return failedStates.includes(state);
}

/**
 * What a failed flow is, in words. `core/behaviour/flows.ts` decides it for each flow, and every surface counts
 * these flows: findings, hosts, channels and their panels.
 */
export const failedMeaning = `A flow failed if packets went out and none came back, or if conn_state is ${failedStates
  .slice(0, -1)
  .join(
    ', ',
  )} or ${failedStates.at(-1)}. Multicast, broadcast, unspecified addresses and neighbour discovery are not scored and do not count as failed.`;

/** What the fraction of failed flows is, in words. */
export const failedShareMeaning = `Failed flows / scored flows. ${failedMeaning}`;

/** Failed flows / scored flows. Null without a scored flow. */
export function failedShare(failed: number, scored: number): number | null {
  return scored === 0 ? null : failed / scored;
}
