import panel from '../panel/panel.module.css';

/** A few counts as bars, with labels at both ends of the axis and a description for screen readers. */
export function SmallBars({
  label,
  heights,
  titles,
  ends,
}: {
  readonly label: string;
  readonly heights: readonly number[];
  /** One title per bar. */
  readonly titles: readonly string[];
  readonly ends: readonly string[];
}) {
  const most = heights.reduce((a, b) => Math.max(a, b), 0);
  const width = 100 / heights.length;
  return (
    <figure style={{ margin: 0 }}>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={label} className={panel.bars}>
        <line x1="0" x2="100" y1="39.9" y2="39.9" strokeWidth="0.4" />
        {heights.map((height, bar) =>
          height === 0 ? null : (
            <rect
              key={titles[bar]}
              x={bar * width}
              width={width * 0.86}
              y={40 - Math.max(1, (38 * height) / most)}
              height={Math.max(1, (38 * height) / most)}
            >
              <title>{titles[bar]}</title>
            </rect>
          ),
        )}
      </svg>
      <div className={panel.axis} aria-hidden="true">
        {ends.map((end) => (
          <span key={end}>{end}</span>
        ))}
      </div>
    </figure>
  );
}
