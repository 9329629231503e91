import styles from './spark-bars.module.css';

/** Counts over equal time bins as bars. Fills its container; the highest bar has full height. */
export function SparkBars({ heights, label }: { readonly heights: readonly number[]; readonly label: string }) {
  const most = heights.reduce((a, b) => Math.max(a, b), 0);
  const [width, height] = [heights.length * 2, 24];
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, width)} ${height}`}
      preserveAspectRatio="none"
      className={styles.bars}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <rect x={0} y={height - 1} width={width} height={1} className={styles.base} />
      {heights.map((count, bin) =>
        count === 0 ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: bins have no other name
          <rect key={bin} x={2 * bin} width={1.6} {...barOf(count / most, height)} />
        ),
      )}
    </svg>
  );
}

/** Bar height by the square root, so that few flows are visible beside many. */
function barOf(share: number, height: number): { readonly y: number; readonly height: number } {
  const tall = Math.max(2, Math.sqrt(share) * (height - 1));
  return { y: height - tall, height: tall };
}
