import type { ComponentType } from 'react';
import { asLink } from '../../core/selection/clause-text.ts';
import { AboutScore } from '../bar/about-score.tsx';
import { BaselinePanel } from '../baseline/baseline-panel.tsx';
import type { Baselines } from '../baseline/use-baselines.ts';
import type { FollowPicker } from '../follow/pick-file.ts';
import { NoiseDialog } from '../noise/noise-menu.tsx';
import { copyText } from '../parts/copy-text.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { zoneName } from '../parts/zone.ts';
import { ReadingReport } from '../reading/reading-report.tsx';
import { SuppressionsDialog } from '../suppressions/suppressions-dialog.tsx';
import type { Controller } from '../workspace/controller.ts';
import { noiseIn } from '../workspace/noise.ts';
import type { Ready, State } from '../workspace/state.ts';
import { writeHash } from '../workspace/url-hash.ts';
import type { Theme } from './use-theme.ts';

export interface MenuItem {
  readonly label: string;
  /** Current state, shown beside the label. */
  readonly note: string;
  /** A file to save, in place of an action. */
  readonly href?: string;
  readonly run: () => void;
}

export interface DialogProps {
  readonly state: Ready;
  readonly controller: Controller;
  readonly baselines: Baselines;
}
interface DialogEntry {
  readonly label: string;
  readonly View: ComponentType<DialogProps>;
}

/** The dialogs of the menu. */
export const dialogs = {
  report: { label: 'Reading report', View: ReadingReport },
  noise: { label: 'Noise presets', View: NoiseDialog },
  suppressions: { label: 'Suppressions', View: SuppressionsDialog },
  baseline: { label: 'Baseline', View: BaselinePanel },
  about: { label: 'About this score', View: AboutScore },
  keys: { label: 'Keys', View: () => null },
} satisfies Record<string, DialogEntry>;
export type DialogId = keyof typeof dialogs;

/** The menu items in groups. Items about a log exist only while one is open. */
export function menuGroups({
  state,
  controller,
  theme,
  baselines,
  show,
  onChooseFiles,
  onAddFiles,
  onFollow,
  onReadAgain,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly theme: Theme;
  readonly baselines: Baselines;
  readonly show: (id: DialogId) => void;
  readonly onChooseFiles: () => void;
  readonly onAddFiles: () => void;
  readonly onFollow: FollowPicker | null;
  readonly onReadAgain: () => void;
}): readonly (readonly MenuItem[])[] {
  const { zone } = state.page;
  const page: MenuItem[] = [
    {
      label: 'Times',
      note: zoneName(),
      run: () => controller.setPage({ zone: zone === 'utc' ? 'local' : 'utc' }),
    },
    { label: 'Theme', note: theme.name, run: theme.next },
    {
      label: 'Single keys',
      note: state.page.areSingleKeysOn ? 'on' : 'off',
      run: () => controller.setPage({ areSingleKeysOn: !state.page.areSingleKeysOn }),
    },
    { label: 'Keys', note: '?', run: () => show('keys') },
  ];
  const follow =
    onFollow === null
      ? []
      : [
          { label: 'Follow a file…', note: '', run: onFollow.file },
          { label: 'Follow a folder…', note: '', run: onFollow.folder },
        ];
  if (state.phase !== 'ready') return follow.length === 0 ? [page] : [follow, page];
  const { run, shown } = state.result;
  const { job, known } = baselines;
  const noise = noiseIn(shown.workspace.selection).length;
  const suppressed = shown.workspace.selection.filter(({ source }) => source === 'suppress').length;
  const learning = job.phase === 'working' ? `${Math.floor(100 * job.share)} %` : null;
  return [
    [
      { label: 'Open another log…', note: '', run: onChooseFiles },
      { label: 'Add files…', note: '', run: onAddFiles },
      ...follow,
      { label: 'Read again', note: '', run: onReadAgain },
      { label: 'Reading report', note: `${formatCount(run.skipped)} skipped`, run: () => show('report') },
      { label: 'Close log and forget it', note: '', run: controller.closeLog },
    ],
    [
      { label: 'Noise…', note: `${noise} on`, run: () => show('noise') },
      { label: 'Suppressions…', note: formatCount(suppressed), run: () => show('suppressions') },
      {
        label: 'Baseline…',
        note: learning ?? (known.length === 0 ? 'none' : String(known.length)),
        run: () => show('baseline'),
      },
    ],
    linkItems(state),
    [...page, { label: 'About this score', note: '', run: () => show('about') }, ...offlineFile()],
  ];
}

/** The items that copy a link to this view. Filters with an address or a file name are in the second one only. */
function linkItems({ workspace, page }: Ready): readonly MenuItem[] {
  const { leftOut } = asLink(workspace.selection);
  const copy = (withAddresses: boolean) => {
    const [address] = location.href.split('#');
    void copyText(address + writeHash({ workspace, page }, withAddresses));
  };
  const short = { label: 'Copy link', note: 'no addresses', run: () => copy(false) };
  if (leftOut === 0) return [short];
  return [short, { label: 'Link with addresses', note: countOf(leftOut, 'filter'), run: () => copy(true) }];
}

/** The item that saves the page as one file. Absent in the offline file. */
function offlineFile(): MenuItem[] {
  if (!import.meta.env.PROD || location.protocol === 'file:') return [];
  return [{ label: 'Offline file', note: '', href: './oddflow.html', run: () => {} }];
}
