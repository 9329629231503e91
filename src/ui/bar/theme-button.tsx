import { useState } from 'react';
import buttons from '../parts/button.module.css';

const themes = [
  { name: 'system', sign: '◐' },
  { name: 'light', sign: '○' },
  { name: 'dark', sign: '●' },
] as const;

/** Goes round system, light and dark (`data-theme` on <html>). Kept as long as the page is open: nothing is stored. */
export function ThemeButton() {
  const [at, setAt] = useState(0);
  const { name, sign } = themes[at];

  function next(): void {
    const following = (at + 1) % themes.length;
    document.documentElement.dataset.theme = themes[following].name;
    setAt(following);
  }

  return (
    <button
      type="button"
      className={buttons.icon}
      aria-label={`Theme: ${name}`}
      title={`Theme: ${name}`}
      onClick={next}
    >
      {sign}
    </button>
  );
}
