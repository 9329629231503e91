import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { print } from '../../core/selection/print.ts';
import { labelOf, subjectOf } from '../../words/finding-words.ts';
import { techniqueName } from '../../words/techniques.ts';
import type { PanelProps } from '../panel/index.ts';
import { ShowFlows } from '../panel/show-flows.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { findingsIn } from '../workspace/findings-in.ts';
import { narrowTo } from '../workspace/narrow-to.ts';
import { scoreScaleOf } from '../workspace/score-scale-of.ts';
import { FindingDetails } from './finding-details.tsx';
import styles from './finding-panel.module.css';
import { Strength } from './strength.tsx';

/** The panel of a finding: kind, evidence, hosts, and a button that shows its flows. */
export function FindingPanel({ state, controller, result, counts, entity }: PanelProps<'finding'>) {
  const all = findingsIn(state);
  const finding = all.find(({ id }) => id === entity.id);
  if (finding === undefined) return null;
  const place = all.indexOf(finding) + 1;
  const inView = counts.findings?.[place - 1] ?? finding.flows;
  const show = clauseOf('finding', equals('finding', finding.id), labelOf(finding));
  return (
    <SidePanel
      name="Finding"
      title={finding.kind}
      note={`${place} of ${all.length}`}
      subtitle={subjectOf(finding)}
      detailKey={finding.id}
      state={ready}
      keepsFocus={state.phase === 'ready' && state.steps.step.isStepped}
      onClose={controller.close}
    >
      {() => (
        <>
          <div className={styles.facts}>
            <Strength points={finding.points} />
            <p>
              {finding.techniques.map((id) => (
                <span key={id}>
                  <code>{id}</code> {techniqueName(id)}
                </span>
              ))}
            </p>
          </div>
          <ShowFlows
            flows={inView}
            where={finding.where}
            label={labelOf(finding)}
            copied={subjectOf(finding)}
            onShow={() => narrowTo(controller, show)}
          >
            <CopyButton
              text={print(show.predicate)}
              label="Copy filter"
              name={`Copy filter ${print(show.predicate)}`}
            />
          </ShowFlows>
          <FindingDetails
            engine={controller.engine}
            scale={scoreScaleOf(result.shown)}
            finding={finding}
            onHost={(side, address) => controller.show({ kind: 'host', side, address }, { tab: 'hosts' })}
          />
        </>
      )}
    </SidePanel>
  );
}

/** The list already has all details of a finding. */
const ready = { phase: 'ready', answer: null } as const;
