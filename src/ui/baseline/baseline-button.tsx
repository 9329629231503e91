import { useEffect, useEffectEvent } from 'react';
import type { Controller } from '../controller.ts';
import buttons from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import type { Ready } from '../state.ts';
import { BaselinePanel } from './baseline-panel.tsx';
import { useBaselines } from './use-baselines.ts';

/** **Baseline** in the bar. A saved model that is dropped on the page opens it. */
export function BaselineButton({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const baselines = useBaselines(controller);
  const { dropped } = state;
  const take = useEffectEvent(() => {
    if (dropped === null) return;
    baselines.open(dropped.blob, dropped.name);
    controller.takeDropped();
  });
  useEffect(() => {
    if (dropped !== null) take();
  }, [dropped]);
  const { job } = baselines;
  const percent = job.phase === 'working' ? ` ${Math.floor(100 * job.share)} %` : '';

  return (
    <Popover button={`Baseline${percent}`} buttonClass={buttons.button} label="Baseline" staysOpen calls={dropped}>
      <BaselinePanel state={state} baselines={baselines} />
    </Popover>
  );
}
