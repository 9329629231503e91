import buttons from '../parts/button.module.css';
import { useZone, type Zone, zoneName } from '../parts/zone.ts';

/** Which zone times are shown in, and the way to the other. */
export function ZoneSwitch({ onChange }: { readonly onChange: (zone: Zone) => void }) {
  const zone = useZone();
  const other = zone === 'utc' ? 'local' : 'utc';
  return (
    <button
      type="button"
      className={buttons.link}
      aria-label={`Times in ${zoneName()}: switch to ${other === 'utc' ? 'UTC' : 'local time'}`}
      title={zone === 'utc' ? 'Show times in the zone of this browser' : 'Show times in UTC'}
      onClick={() => onChange(other)}
    >
      Times in {zoneName()}
    </button>
  );
}
