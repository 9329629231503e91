import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { popoverPlace } from './popover-place.ts';

const button = (top: number, left: number) => ({ top, left, bottom: top + 30, right: left + 80 });
const screen = { width: 1280, height: 720 };

describe('a popover', () => {
  it('opens below its button, on the nearer side', () => {
    expect(popoverPlace(button(100, 40), screen)).toMatchObject({ top: '136px', left: '40px', right: 'auto' });
    expect(popoverPlace(button(100, 1100), screen)).toMatchObject({ left: 'auto', right: '100px' });
  });

  it('may be as wide as a narrow window, on the nearer side of its button', () => {
    const narrow = { width: 390, height: 844 };
    expect(popoverPlace(button(100, 300), narrow)).toMatchObject({ left: 'auto', right: '8px' });
    expect(popoverPlace(button(100, 40), narrow)).toMatchObject({ left: '8px', right: 'auto' });
  });

  it('opens above a button at the bottom', () => {
    expect(popoverPlace(button(600, 40), screen)).toMatchObject({ top: 'auto', bottom: '126px', maxHeight: '586px' });
  });

  it('is inside the window and has at least a third of its height, wherever a visible button is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 690 }), fc.integer({ min: 0, max: 1200 }), (top, left) => {
        const place = popoverPlace(button(top, left), screen);
        const room = Number.parseFloat(place.maxHeight);
        expect(room).toBeGreaterThan(240);
        const edge = Number.parseFloat(place.top === 'auto' ? place.bottom : place.top);
        expect(edge + room).toBeLessThanOrEqual(screen.height);
      }),
    );
  });
});
