import { type Behaviour, entityOf, NO_PART, pairsOf } from '../../src/core/behaviour/behaviour.ts';
import { behaviourOf } from '../../src/core/behaviour/behaviour-of.ts';
import { combine, volumeSurprise } from '../../src/core/behaviour/combined.ts';
import { countedFlows, strengthOf } from '../../src/core/behaviour/entity-lines.ts';
import { PairTable } from '../../src/core/behaviour/pair-table.ts';
import type { Control } from '../../src/core/control.ts';
import { detect } from '../../src/core/detect/detect.ts';
import { resolveParams } from '../../src/core/detect/params.ts';
import { volumeScores } from '../../src/core/detect/pca-log.ts';
import { pyodPca } from '../../src/core/detect/pyod-pca.ts';
import { featureSets } from '../../src/core/features/feature-sets.ts';
import { findFindings } from '../../src/core/findings/find-findings.ts';
import type { Finding } from '../../src/core/findings/finding.ts';
import type { Table } from '../../src/core/table/table.ts';
import { ATTACK, IGNORED, isOfAttack, type ListLine } from './measure.ts';
import type { FoundFinding } from './run.ts';

type ScorerName = 'behaviour' | 'combined' | 'pca' | 'pca-log';

/** What one scorer says of a log: a score per row, and a list with one line per entity, first line first. */
export interface Scored {
  readonly scores: Float64Array;
  readonly lines: readonly ListLine[];
}

const quiet: Control = { signal: new AbortController().signal, report: () => {} };

/**
 * Scores a table with everything that is compared. A line of Behaviour is about the entity of the top indicator, one of
 * PCA about the host pair, and one of Combined about either.
 */
export async function scoreAll(table: Table, truth: Uint8Array): Promise<Record<ScorerName, Scored>> {
  const behaviour = await behaviourOf(table, quiet);
  const volume = await volumeScores(table, quiet);
  const pca = pyodPca(featureSets[0]);
  const raw = (await detect(pca, table, quiet, resolveParams(pca.params, {}))).scores;
  const byPair = async (scores: Float64Array) => {
    const pairs = pairsOf(behaviour);
    const ofPair = Int32Array.from({ length: table.rows }, (_, row) => pairs.of(row));
    return byScore(linesOf(scores, truth, ofPair, pairs.count), scores);
  };
  return {
    ...(await scoredBy(behaviour, volume, truth)),
    pca: {
      scores: raw,
      lines: await byPair(raw),
    },
    'pca-log': {
      scores: volume,
      lines: await byPair(volume),
    },
  };
}

/** Behaviour, and Combined of it and the scores of Volume, with their lists. */
export async function scoredBy(
  behaviour: Behaviour,
  volume: Float64Array,
  truth: Uint8Array,
): Promise<Record<'behaviour' | 'combined', Scored>> {
  const pairs = pairsOf(behaviour);
  const combined = await combine(behaviour.scores, volume, pairs, quiet, behaviour.facts.norms);
  const list = (scores: Float64Array, part: (row: number) => number) => {
    const table = new PairTable();
    const ids = Int32Array.from(scores, (_, row) => {
      const lead = part(row);
      if (lead === NO_PART) return NONE;
      return table.idOf(lead, lead === PAIR ? pairs.of(row) : entityOf(behaviour, lead, row));
    });
    const { first, second } = table.pairs();
    const counted = (id: number, flows: number) =>
      first[id] === PAIR ? flows : countedFlows(behaviour, first[id], second[id], flows);
    return linesOf(scores, truth, ids, table.size, counted);
  };
  return {
    behaviour: {
      scores: behaviour.scores,
      lines: byStrength(list(behaviour.scores, (row) => behaviour.leads[row])),
    },
    combined: {
      scores: combined.scores,
      lines: byStrength(list(combined.scores, (row) => (combined.isVolume[row] === 1 ? PAIR : behaviour.leads[row]))),
    },
  };
}

/** Stands for an indicator where the entity is the host pair. */
const PAIR = 254;
/** The line of a row without an indicator. */
const NONE = -1;

type Draft = Omit<ListLine, 'key' | 'strength'> & { readonly score: number; readonly counted: number };

/** A line for each of `count` entities that has rows. `ids`: the entity of each row. */
function linesOf(
  scores: Float64Array,
  truth: Uint8Array,
  ids: Int32Array,
  count: number,
  counted = (_: number, flows: number) => flows,
): Draft[] {
  const first = new Int32Array(count).fill(NONE);
  const [flows, attack, ignored] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row];
    if (id === NONE) continue;
    if (first[id] === NONE || scores[row] > scores[first[id]]) first[id] = row;
    flows[id]++;
    if (truth[row] === ATTACK) attack[id]++;
    else if (truth[row] === IGNORED) ignored[id]++;
  }
  return Array.from(first, (row, id) => ({
    row,
    score: scores[row],
    flows: flows[id],
    counted: counted(id, flows[id]),
    attack: attack[id],
    ignored: ignored[id],
  })).filter(({ row }) => row !== NONE);
}

/** As `entityLines` orders them. */
function byStrength(drafts: readonly Draft[]): ListLine[] {
  return sorted(
    drafts.map(({ score, counted, ...line }) => {
      const strength = strengthOf(score, counted);
      return { ...line, key: strength, strength };
    }),
  );
}

/** By score. PCA has no strength: −log10 p of the pair's most unusual flow, as Volume computes it, takes its place. */
async function byScore(drafts: readonly Draft[], scores: Float64Array): Promise<ListLine[]> {
  const surprise = await volumeSurprise(scores, quiet);
  return sorted(
    drafts.map(({ score, counted: _, ...line }) => ({ ...line, key: score, strength: surprise[line.row] })),
  );
}

function sorted(lines: ListLine[]): ListLine[] {
  return lines.sort((a, b) => b.key - a.key || a.row - b.row);
}

/** The findings of a log as lines, and what is kept of each. Findings with only ignored flows are left out. */
export async function scoreFindings(
  table: Table,
  truth: Uint8Array,
): Promise<{ readonly lines: readonly ListLine[]; readonly found: readonly FoundFinding[] }> {
  const { findings, rows } = await findFindings(table, quiet);
  const all = findings.list.map((finding, at) => ({ finding, line: lineOf(finding, rows[at].toRows(), truth) }));
  const counted = all.filter(({ line: { flows, ignored } }) => flows > ignored);
  return {
    lines: counted.map(({ line }) => line),
    found: counted.map(({ finding: { kind, points, routine }, line }) => ({
      kind,
      points,
      isAttack: isOfAttack(line, truth),
      benign: routine?.pattern ?? '',
    })),
  };
}

function lineOf({ row, strength }: Finding, own: Uint32Array, truth: Uint8Array): ListLine {
  let [attack, ignored] = [0, 0];
  for (const one of own) {
    if (truth[one] === ATTACK) attack++;
    else if (truth[one] === IGNORED) ignored++;
  }
  return { row, key: strength, strength, flows: own.length, attack, ignored };
}
