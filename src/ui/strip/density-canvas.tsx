import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Tick } from '../charts/ticks.ts';
import { useSize } from '../charts/use-size.ts';
import styles from './density.module.css';
import { axisTicks } from './density-axis.ts';
import { type DensityMap, describeMap } from './density-picture.ts';
import { drawDensity, MAP_MARGIN } from './draw-density.ts';

/** The map on a canvas with its ticks; an empty frame without data. `children` are overlays. */
export function DensityCanvas({ map, children }: { readonly map: DensityMap | null; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(box);
  const look = useLook();
  const xTicks = map === null ? [] : axisTicks(map.x, width / 70);
  const yTicks = map === null ? [] : axisTicks(map.y, height / 26);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` stands for what the page has; ticks follow
  useEffect(() => {
    if (canvas.current === null || map === null || width === 0) return;
    drawDensity(
      canvas.current,
      map,
      { x: xTicks.map(({ at }) => at), y: yTicks.map(({ at }) => at) },
      { width, height },
    );
  }, [map, width, height, look]);
  const along = (length: number, { at }: Tick) => MAP_MARGIN + at * (length - 2 * MAP_MARGIN);
  return (
    <>
      <div ref={box} className={styles.map}>
        <canvas ref={canvas} role="img" aria-label={map === null ? 'Nothing is drawn yet' : describeMap(map)} />
        <div className={styles.over} style={{ inset: MAP_MARGIN }}>
          {children}
        </div>
      </div>
      <div className={styles.xTicks} aria-hidden="true">
        {xTicks.map((tick) => (
          <span key={tick.label} style={{ left: along(width, tick) }} data-last={tick.at > 0.9}>
            {tick.label}
          </span>
        ))}
      </div>
      <div className={styles.yTicks} aria-hidden="true">
        {yTicks.map((tick) => (
          <span key={tick.label} style={{ bottom: along(height, tick) }}>
            {tick.label}
          </span>
        ))}
      </div>
    </>
  );
}

/** A number that changes with theme and pixel ratio: a canvas has to be redrawn for these. */
function useLook(): number {
  const [look, setLook] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen to listen for is another after every change
  useEffect(() => {
    const change = () => setLook((count) => count + 1);
    const media = ['(prefers-color-scheme: dark)', `(resolution: ${window.devicePixelRatio}dppx)`].map((query) =>
      matchMedia(query),
    );
    const theme = new MutationObserver(change);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    for (const query of media) query.addEventListener('change', change);
    return () => {
      theme.disconnect();
      for (const query of media) query.removeEventListener('change', change);
    };
  }, [look]);
  return look;
}
