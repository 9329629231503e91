import { createRandom, type Random } from '../../src/core/math/random.ts';
import type { SampleFlow } from '../../src/core/sample/flow.ts';
import type { Attack } from './attacks/attack.ts';
import type { Base } from './base.ts';
import type { Company } from './company/company.ts';
import { flowLine } from './flow-line.ts';
import { oneSided } from './one-sided.ts';
import type { Scene } from './scene.ts';

/** A log with an attack in it; the attack's rows come last. */
export interface Planted {
  readonly blob: Blob;
  /** Rows before the attack's: the base's and those of benign company. */
  readonly benign: number;
  /** Lines of the attack, and of benign company. */
  readonly attack: readonly string[];
  readonly company: readonly string[];
}

const MOST_SHARE = 0.05;

/**
 * Plants one attack, drawn from the seed, with a host of the base that has traffic of its own; and benign company if
 * wanted. Null if the log lacks what the class needs.
 */
export function plant(base: Base, attack: Attack, seed: number, company: Company | null = null): Planted | null {
  const random = createRandom(seed * 7919 + hash(`${base.name} ${attack.name}`));
  const scene = sceneOf(base, random);
  if (attack.fits?.(scene) === false) return null;
  const flows = attack.make(scene).slice(0, scene.most);
  if (flows.length === 0) return null;
  const beside = company === null ? [] : companyFlows(base, company, seed);
  return planted(base, beside, flows);
}

/** A base without an attack, with benign company if wanted. */
export function plantCompany(base: Base, company: Company | null, seed: number): Planted {
  return planted(base, company === null ? [] : companyFlows(base, company, seed), []);
}

function companyFlows(base: Base, company: Company, seed: number): SampleFlow[] {
  const random = createRandom(seed * 104_729 + hash(`${base.name} ${company.name}`));
  const uses = (host: string) => base.contacts.get(host)?.length ?? 0;
  const busiest = base.sources.toSorted((a, b) => uses(b) - uses(a)).slice(0, 3);
  return company.make(
    { ...sceneOf(base, random), victim: random.pick(busiest.filter((host) => uses(host) > 0)) },
    base.rows,
  );
}

function sceneOf(base: Base, random: Random): Scene {
  const victim = random.pick(base.sources.slice(0, 12));
  const network = victim.split('.').slice(0, 2).join('.');
  const isNear = (host: string) => host.startsWith(`${network}.`) && host !== victim && !host.endsWith('.255');
  return {
    random,
    victim,
    neighbours: base.destinations.filter(isNear),
    start: base.start,
    span: base.span,
    most: Math.max(4, Math.floor((base.rows * MOST_SHARE) / (1 - MOST_SHARE))),
    popular: base.popular,
    servers: base.servers,
    resolver: base.resolver,
    contactsOf: (host) => base.contacts.get(host) ?? [],
  };
}

function planted(base: Base, besides: readonly SampleFlow[], flows: readonly SampleFlow[]): Planted {
  const { sees } = base.log;
  const seen = (flow: SampleFlow) => (sees === undefined ? flow : oneSided(flow, sees));
  const company = besides.map((flow, i) => `${flowLine(seen(flow), base, `CCompany${i}`)}\n`);
  const attack = flows.map((flow, i) => `${flowLine(seen(flow), base, `CPlanted${i}`)}\n`);
  return {
    blob: new Blob([base.bytes, company.join(''), attack.join('')]),
    benign: base.rows + company.length,
    attack,
    company,
  };
}

function hash(text: string): number {
  let value = 0;
  for (const letter of text) value = (Math.imul(value, 31) + letter.charCodeAt(0)) | 0;
  return value;
}
