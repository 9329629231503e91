import { isNoisePreset, type NoisePreset } from '../../core/schema/noise.ts';
import { asLink, type LinkFilter } from '../../core/selection/clause-text.ts';
import type { Params } from '../../worker/api.ts';
import { noiseIn, withNoise } from './noise.ts';
import { type Preferences, usualPreferences } from './preferences.ts';
import { byScore, type Model, newWorkspace, type Sort, type Workspace } from './workspace.ts';

/** The user's settings. They determine the numbers on screen, so a link contains all of them. */
export interface Settings {
  readonly workspace: Workspace;
  readonly page: Preferences;
}

/** A setting in a link. */
interface Linked {
  /** Its parameters in the link by name. Empty while it has its default. */
  readonly write: (settings: Settings, withAddresses: boolean) => Readonly<Record<string, string>>;
  /** The settings with the link's value. Unchanged if the link has none or an invalid one. */
  readonly read: (parts: URLSearchParams, settings: Settings) => Settings;
}

/** Every setting, in the order of a link. */
export const linked: readonly Linked[] = [
  {
    write: ({ workspace: { model } }) => (isDetector(model.detector) ? { detector: model.detector } : {}),
    read: (parts, settings) => {
      const detector = parts.get('detector');
      return isDetector(detector) ? inFlows(withModel(settings, { detector })) : settings;
    },
  },
  {
    write: ({ workspace: { model } }) =>
      Object.fromEntries(
        Object.entries(model.params).flatMap(([id, values]) =>
          isDetector(id) ? Object.entries(values).map(([name, value]) => [`${id}.${name}`, String(value)]) : [],
        ),
      ),
    read: (parts, settings) => withModel(settings, { params: readParams(parts) }),
  },
  {
    write: ({ workspace: { model } }) =>
      model.contamination === newWorkspace.model.contamination ? {} : { contamination: String(model.contamination) },
    read: (parts, settings) => {
      const share = toNumber(parts.get('contamination'));
      return isContamination(share) ? withModel(settings, { contamination: share }) : settings;
    },
  },
  {
    // A threshold needs its detector. The id of a baseline is only valid in this page.
    write: ({ workspace: { model } }) =>
      model.threshold === null || (model.detector !== null && !isDetector(model.detector))
        ? {}
        : { threshold: String(model.threshold) },
    read: (parts, settings) => {
      const threshold = toNumber(parts.get('threshold'));
      return threshold === null ? settings : inFlows(withModel(settings, { threshold }));
    },
  },
  {
    write: ({ page: { memory } }) => (memory === null ? {} : { memory: String(memory) }),
    read: (parts, settings) => withPage(settings, { memory: toMegabytes(parts.get('memory')) }),
  },
  {
    write: ({ page: { dropsRepeated } }) => (dropsRepeated ? { repeated: 'dropped' } : {}),
    read: (parts, settings) => withPage(settings, { dropsRepeated: parts.get('repeated') === 'dropped' }),
  },
  {
    write: ({ workspace: { selection } }) => {
      const noise = noiseIn(selection);
      return noise.length === 0 ? {} : { noise: noise.join(',') };
    },
    read: (parts, settings) => {
      const noise: NoisePreset[] = (parts.get('noise') ?? '').split(',').filter(isNoisePreset);
      return withWorkspace(settings, { selection: withNoise(settings.workspace.selection, noise) });
    },
  },
  {
    write: ({ workspace }, withAddresses) => {
      const filter = workspace.linkedFilter || linkOf(workspace, withAddresses).filter;
      return filter === '' ? {} : { filter };
    },
    read: (parts, settings) => {
      const filter = parts.get('filter') ?? '';
      return filter === '' ? settings : inFlows(withWorkspace(settings, { linkedFilter: filter }));
    },
  },
  {
    write: ({ workspace }, withAddresses) => {
      const suppressed = workspace.linkedSuppressions || linkOf(workspace, withAddresses).suppressions;
      return suppressed === '' ? {} : { suppressed };
    },
    read: (parts, settings) => withWorkspace(settings, { linkedSuppressions: parts.get('suppressed') ?? '' }),
  },
  {
    write: ({ workspace: { lists } }) => (lists.flows.group === null ? {} : { group: lists.flows.group }),
    read: (parts, settings) => {
      // Links of earlier versions use `alike=one`.
      const group = parts.get('alike') === 'one' ? 'identical' : parts.get('group');
      return group === 'none' || group === 'identical' || group === 'finding'
        ? withFlows(settings, { group })
        : settings;
    },
  },
  {
    write: ({ workspace: { lists } }) => {
      const { by, descending } = lists.flows.sort;
      if (!isField(by) || (by === byScore.by && descending === byScore.descending)) return {};
      return { sort: `${descending ? '-' : ''}${by}` };
    },
    read: (parts, settings) => {
      const sort = parts.get('sort') ?? '';
      const by = sort.replace(/^-/, '');
      return isField(by) ? inFlows(withFlows(settings, { sort: { by, descending: sort.startsWith('-') } })) : settings;
    },
  },
  {
    write: ({ workspace: { axes } }) => ({
      ...(axes.x !== newWorkspace.axes.x && isField(axes.x) ? { x: axes.x } : {}),
      ...(axes.y !== newWorkspace.axes.y && isField(axes.y) ? { y: axes.y } : {}),
    }),
    read: (parts, settings) => {
      const axis = (name: 'x' | 'y') => {
        const id = parts.get(name) ?? '';
        return isField(id) ? id : newWorkspace.axes[name];
      };
      return withWorkspace(settings, { axes: { x: axis('x'), y: axis('y') } });
    },
  },
  {
    write: ({ page: { zone } }) => (zone === 'utc' ? {} : { times: zone }),
    read: (parts, settings) => withPage(settings, { zone: parts.get('times') === 'local' ? 'local' : 'utc' }),
  },
  {
    write: ({ page: { areSingleKeysOn } }) => (areSingleKeysOn ? {} : { keys: 'off' }),
    read: (parts, settings) => withPage(settings, { areSingleKeysOn: parts.get('keys') !== 'off' }),
  },
  {
    // Only read: links do not record the visible tab.
    write: () => ({}),
    read: (parts, settings) => (parts.get('tab') === 'flows' ? inFlows(settings) : settings),
  },
];

/** The defaults, for values that a link lacks. */
export const usualSettings: Settings = { workspace: newWorkspace, page: usualPreferences };

/** A link with a detector, threshold, sort or filter opens the tab Flows. */
function inFlows(settings: Settings): Settings {
  return withWorkspace(settings, { open: { ...settings.workspace.open, tab: 'flows' } });
}

/** The clauses of a link. Noise has its own parameter. */
function linkOf({ selection }: Workspace, withAddresses: boolean): LinkFilter {
  const others = selection.filter(({ source }) => source !== 'noise');
  return asLink(others, withAddresses);
}

function withWorkspace(settings: Settings, changes: Partial<Workspace>): Settings {
  return { ...settings, workspace: { ...settings.workspace, ...changes } };
}

function withModel(settings: Settings, changes: Partial<Model>): Settings {
  return withWorkspace(settings, { model: { ...settings.workspace.model, ...changes } });
}

function withFlows(settings: Settings, changes: Partial<Workspace['lists']['flows'] & { sort: Sort }>): Settings {
  const { lists } = settings.workspace;
  return withWorkspace(settings, { lists: { ...lists, flows: { ...lists.flows, ...changes } } });
}

function withPage(settings: Settings, changes: Partial<Preferences>): Settings {
  return { ...settings, page: { ...settings.page, ...changes } };
}

/** Whether a fraction is a valid contamination. */
export function isContamination(share: number | null): share is number {
  return share !== null && share > 0 && share <= 0.5;
}

/** Reads settings of detectors, such as `pyod-pca.components=3`. They are validated when a log is open. */
function readParams(parts: URLSearchParams): Readonly<Record<string, Params>> {
  const found = new Map<string, Record<string, number | string>>();
  for (const [part, text] of parts) {
    const [id, name, ...more] = part.split('.');
    if (name === undefined || more.length > 0 || !isDetector(id) || !/^[A-Za-z]\w{0,40}$/.test(name)) continue;
    const value = toNumber(text) ?? (isWords(text) ? text : null);
    if (value !== null) found.set(id, { ...found.get(id), [name]: value });
  }
  return Object.fromEntries(found);
}

function toNumber(text: string | null): number | null {
  return text !== null && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : null;
}

function toMegabytes(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null;
}

function isDetector(text: string | null): text is string {
  return text !== null && /^[a-z0-9][a-z0-9-]{0,60}$/.test(text);
}

/** Whether a text consists of names of choices. */
function isWords(text: string): boolean {
  return /^[A-Za-z_][\w.,-]{0,400}$/.test(text);
}

/** Whether a text can be a Zeek field name or a component. Rejects values of a log. */
function isField(text: string): boolean {
  return /^[A-Za-z_][\w.]{0,80}$/.test(text);
}
