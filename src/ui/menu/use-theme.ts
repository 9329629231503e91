import { useState } from 'react';

const themes = ['system', 'light', 'dark'] as const;

export interface Theme {
  readonly name: (typeof themes)[number];
  readonly next: () => void;
}

/** Cycles through system, light and dark (`data-theme` on <html>). Not stored: lasts as long as the page is open. */
export function useTheme(): Theme {
  const [at, setAt] = useState(0);
  return {
    name: themes[at],
    next() {
      const following = (at + 1) % themes.length;
      document.documentElement.dataset.theme = themes[following];
      setAt(following);
    },
  };
}
