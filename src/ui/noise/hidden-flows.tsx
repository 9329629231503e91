import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import type { Shown } from '../state.ts';

/** How many flows the noise presets hide, and the way to have them back; nothing while no preset is on. */
export function HiddenFlows({ shown, onShow }: { readonly shown: Shown; readonly onShow: () => void }) {
  if (shown.asked.noise.length === 0) return null;
  return (
    <span>
      {formatCount(shown.hidden)} hidden as noise{' '}
      <button type="button" className={buttons.link} aria-label="Show flows hidden as noise" onClick={onShow}>
        Show
      </button>
    </span>
  );
}
