import type { FamilyMember } from '../core/detect/pca-family.ts';
import { LogError } from '../core/errors.ts';
import { huntingScript } from '../core/hunting/hunting-script.ts';
import { fitCommand } from '../core/moments/fit-head.ts';
import { fitScript, secondFitScript } from '../core/moments/fit-script.ts';
import type { Moments } from '../core/moments/moments.ts';
import type { FlowSource } from '../core/sql/flow-source.ts';
import { dialects } from '../core/sql/index.ts';
import type { ModelForm } from '../core/sql/model-forms.ts';

/** A script that needs no flow of the open log. */
export interface ScriptForm extends ModelForm {
  readonly use: 'fit' | 'hunt';
  /** `member` is the detector to fit, null if it is no one of the PCA family. With `moments`, the second script of a fit. */
  readonly write: (source: FlowSource, member: FamilyMember | null, moments: Moments | null) => string;
  readonly dialect: (typeof dialects)[number];
}

/** Per engine: the script that fits a model where the flows are, and the hunting queries. */
export const scriptForms: readonly ScriptForm[] = dialects.flatMap((dialect): ScriptForm[] => {
  const common = { label: `${dialect.label} (SQL)`, isSql: true, dialect };
  const fit = `oddflow-fit-${dialect.id}.sql`;
  const hunt = `oddflow-hunt-${dialect.id}.sql`;
  return [
    {
      ...common,
      id: `fit-${dialect.id}`,
      use: 'fit',
      file: fit,
      run: fitCommand(dialect, fit),
      write: (source, member, moments) => {
        if (moments !== null) return secondFitScript(moments, dialect, { source });
        if (member === null) throw new LogError('bad-request', { what: 'a fit of a detector outside the PCA family' });
        return fitScript(member, dialect, { source });
      },
    },
    {
      ...common,
      id: `hunt-${dialect.id}`,
      use: 'hunt',
      file: hunt,
      run: dialect.run.replace('FILE.sql', hunt),
      write: (source) => huntingScript(dialect, { source }),
    },
  ];
});
