import type { StrengthBin } from './strength-bins.ts';

const [WIDTH, HEIGHT] = [640, 360];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 616, 40, 300];

/**
 * A plot in SVG: the share of findings that were attacks by strength, with its interval over networks, and the number of
 * findings below. The dashed line is where strength and share are equal.
 */
export function strengthPlot(bins: readonly StrengthBin[], title: string): string {
  const x = (points: number) => round(LEFT + ((RIGHT - LEFT) * points) / 100);
  const y = (share: number) => round(BOTTOM - (BOTTOM - TOP) * share);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<path class="grid" d="M${LEFT} ${y(share)}H${RIGHT}"/><text x="${LEFT - 8}" y="${y(share) + 4}" text-anchor="end">${100 * share} %</text>`,
  );
  const ticks = Array.from(
    { length: 11 },
    (_, at) => `<text x="${x(10 * at)}" y="${BOTTOM + 18}" text-anchor="middle">${10 * at}</text>`,
  );
  const known = bins.filter(({ findings }) => findings > 0);
  const middle = ({ from, to }: StrengthBin) => x((from + to) / 2);
  const bars = known.map(
    (bin) =>
      `<path class="bar" d="M${middle(bin)} ${y(bin.share.low)}V${y(bin.share.high)}"/><circle cx="${middle(bin)}" cy="${y(bin.share.mean)}" r="5"/>`,
  );
  const counts = known.map(
    (bin) => `<text class="count" x="${middle(bin)}" y="${BOTTOM + 36}" text-anchor="middle">${bin.findings}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}">
<style>${STYLE}</style>
<rect width="${WIDTH}" height="${HEIGHT}"/>
<text x="${LEFT}" y="22">Share of findings that were the attack, by strength</text>
${[...grid, ...ticks].join('\n')}
<path class="equal" d="M${x(0)} ${y(0)}L${x(100)} ${y(1)}"/>
<path class="line" d="M${known.map((bin) => `${middle(bin)} ${y(bin.share.mean)}`).join('L')}"/>
${[...bars, ...counts].join('\n')}
<text class="count" x="${LEFT}" y="${HEIGHT - 8}">Below: strength, and number of findings. Bars: 95 % over networks.</text>
</svg>
`;
}

const STYLE = [
  'rect{fill:#fff}text{font:13px system-ui,sans-serif;fill:#24292f}.count{font-size:11px;fill:#57606a}',
  '.grid{stroke:#d0d7de}.equal{stroke:#8c959f;stroke-dasharray:4 4}.line{stroke:#0a63c9;fill:none}',
  '.bar{stroke:#0a63c9;stroke-width:2}circle{fill:#0a63c9}',
  '@media(prefers-color-scheme:dark){rect{fill:#0d1117}text{fill:#e6edf3}.count{fill:#9da7b3}.grid{stroke:#30363d}',
  '.equal{stroke:#6e7681}.line,.bar{stroke:#6cb6ff}circle{fill:#6cb6ff}}',
].join('');

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
