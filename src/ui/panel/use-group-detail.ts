import { keyOfAll } from '../../core/selection/predicate.ts';
import type { GroupScope } from '../../worker/api.ts';
import { type Asked, useAsk } from '../ask/use-ask.ts';

/**
 * Details of a host or channel within a selection. For the same group under another selection, the details before stay
 * until the new ones are there.
 */
export function useGroupDetail<Detail>(
  name: string,
  scope: GroupScope,
  ask: (signal: AbortSignal) => Promise<Detail>,
): Pick<Asked<Detail>, 'phase' | 'again'> & { readonly answer?: Detail; readonly error?: unknown } {
  const { detector = '', where = [] } = scope.selection ?? {};
  // A condition on scores selects other flows for another detector.
  const key = JSON.stringify([detector, keyOfAll(where), scope.withFindings === true]);
  const asked = useAsk(`${name} ${key}`, async (signal) => ({ name, detail: await ask(signal) }), { scope: name });
  const { again, latest } = asked;
  if (asked.phase === 'ready') return { phase: 'ready', answer: asked.answer.detail, again };
  if (asked.phase === 'working' && latest?.answer.name === name) {
    return { phase: 'ready', answer: latest.answer.detail, again };
  }
  return asked.phase === 'failed' ? { phase: 'failed', error: asked.error, again } : { phase: asked.phase, again };
}
