import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;

describe.each(themes)('in the %s theme', (theme) => {
  it.each(['mark', 'edge', 'odd', 'accent', 'focus'])('--%s has a contrast of 3:1 with its background', (name) => {
    for (const behind of ['panel', 'bg', 'sunk']) {
      expect(contrast(colour(name, theme), colour(behind, theme)), behind).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['text', 'muted', 'odd', 'accent'])('text in --%s has a contrast of 4.5:1 with its background', (name) => {
    for (const behind of ['panel', 'bg', 'sunk']) {
      expect(contrast(colour(name, theme), colour(behind, theme)), behind).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** Red, green and blue from 0 to 1. */
type Colour = readonly number[];

function colour(name: string, theme: (typeof themes)[number]): Colour {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? [];
  const digits = (theme === 'light' ? light : dark).slice(1);
  const parts = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  return parts.map((part) => Number.parseInt(part, 16) / 255);
}

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: Colour, other: Colour): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(parts: Colour): number {
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
