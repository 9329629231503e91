import { shown } from '../parts/shown.ts';

/** Attributes that are shown or announced to users. */
const spoken = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
  'aria-placeholder',
]);

type Props = Readonly<Record<string, unknown>>;

/**
 * The props of an element with every text in it as the page shows it (see `parts/shown.ts`): children, and attributes
 * that a person reads. A component's props are its own business until it makes an element of them.
 */
export function shownProps(type: unknown, props: Props): Props {
  // The tab between two cells of a raw line is no text of the log's: it stays, so that a line copied by hand has its
  // tabs.
  if (typeof type === 'function' || props['data-tab'] !== undefined) return props;
  let changed: Record<string, unknown> | null = null;
  for (const name in props) {
    const before = props[name];
    const after = name === 'children' ? shownChildren(before) : spoken.has(name) ? shownText(before) : before;
    if (after === before) continue;
    changed ??= { ...props };
    changed[name] = after;
    // An option without a value is chosen by its text, which must stay the log's text.
    if (type === 'option' && name === 'children' && props.value === undefined) changed.value = before;
  }
  return changed ?? props;
}

function shownText(value: unknown): unknown {
  return typeof value === 'string' ? shown(value) : value;
}

function shownChildren(children: unknown): unknown {
  if (!Array.isArray(children)) return shownText(children);
  let changed: unknown[] | null = null;
  children.forEach((child, place) => {
    const after = shownChildren(child);
    if (after === child) return;
    changed ??= [...children];
    changed[place] = after;
  });
  return changed ?? children;
}
