import { parseAddress } from '../schema/address.ts';
import { parseCidr } from '../schema/cidr.ts';
import { isKnownField } from '../schema/conn.ts';
import { isNoisePreset, noisePresets } from '../schema/noise.ts';
import { closest } from './closest.ts';
import { type FilterSchema, fieldNamed, type NamedField, namesIn, type ValueKind } from './filter-names.ts';
import { normalise } from './normalise.ts';
import { type ParseError, type ParseErrorCode, ParseFailure } from './parse-error.ts';
import type { Limit, Percentile, Predicate, RangePredicate } from './predicate.ts';
import { isPlainNumber, looksLikeAddress, readNumber, type Written } from './value-text.ts';

/** A filter as a predicate in its normal form, or what is wrong with it. The grammar is in `docs/filters.md`. */
export function parse(text: string, schema: FilterSchema): Predicate | ParseError {
  try {
    return normalise(new Parser(text, schema).whole());
  } catch (failure) {
    if (failure instanceof ParseFailure) return failure.error;
    throw failure;
  }
}

/** Deeper than anybody types, and far from the end of the stack. */
const DEEPEST = 100;

/** A value and where it begins. */
interface Token {
  readonly text: string;
  readonly at: number;
}

/** Recursive descent, one method per rule of the grammar. */
class Parser {
  private readonly text: string;
  private readonly schema: FilterSchema;
  private at = 0;
  private depth = 0;

  constructor(text: string, schema: FilterSchema) {
    this.text = text;
    this.schema = schema;
  }

  whole(): Predicate {
    const found = this.alternatives();
    if (this.at < this.text.length) this.fail('stray-group', this.at, this.at + 1);
    return found;
  }

  private alternatives(): Predicate {
    const of = [this.conjunction()];
    while (this.keyword('or')) {
      if (isEmpty(of[of.length - 1])) this.fail('missing-term', this.at - 2, this.at, { after: 'or' });
      of.push(this.conjunction('or'));
    }
    return of.length === 1 ? of[0] : { op: 'any', of };
  }

  /** Terms side by side; at least one where a word asks for it. */
  private conjunction(after?: string): Predicate {
    const of: Predicate[] = [];
    let word = after;
    for (;;) {
      const term = this.term();
      if (term !== null) of.push(term);
      else if (word !== undefined) this.fail('missing-term', this.at, this.at, { after: word });
      const isJoined = this.keyword('and');
      if (isJoined && of.length === 0) this.fail('missing-term', this.at - 3, this.at, { after: 'and' });
      if (term === null) return of.length === 1 ? of[0] : { op: 'all', of };
      word = isJoined ? 'and' : undefined;
    }
  }

  /** Null where no term begins. */
  private term(): Predicate | null {
    this.take(/\s*/y);
    if (++this.depth > DEEPEST) this.fail('too-deep', this.at, this.text.length);
    const term = this.negated() ?? this.group() ?? this.fieldOrText();
    this.depth--;
    return term;
  }

  private negated(): Predicate | null {
    const start = this.at;
    const word = this.take(/-(?=\S)/y) ?? (this.keyword('not') ? 'not' : null);
    if (word === null) return null;
    const of = this.term() ?? this.fail('missing-term', start, this.at, { after: word });
    return { op: 'not', of };
  }

  private group(): Predicate | null {
    const start = this.at;
    if (this.take(/\(/y) === null) return null;
    const found = this.alternatives();
    if (this.take(/\s*\)/y) === null) this.fail('open-group', start, start + 1);
    // Everything: a mark that a word before or after it has its term.
    return isEmpty(found) ? { op: 'all', of: [{ op: 'all', of: [] }] } : found;
  }

  private fieldOrText(): Predicate | null {
    if (this.isAtWord('and') || this.isAtWord('or')) return null;
    const start = this.at;
    const text = this.quote();
    if (text !== null) return this.take(/:/y) === null ? { op: 'text', text } : this.values(text, true, start);
    const name = this.take(/\w[\w.+-]*(?=:)/y);
    if (name === null) return this.word();
    if (fieldNamed(name, false, this.schema) === undefined) {
      this.at = start;
      const address = this.address();
      if (address !== null) return address;
      this.at += name.length;
    }
    this.at++;
    return this.values(name, false, start);
  }

  private word(): Predicate | null {
    const address = this.address();
    if (address !== null) return address;
    const text = this.take(/[^\s()"]+/y);
    return text === null ? null : { op: 'text', text };
  }

  /** An address or a block without a field: of either end. */
  private address(): Predicate | null {
    const start = this.at;
    const text = this.take(/[^\s()"]+/y) ?? '';
    if (fieldNamed('host', false, this.schema)?.kind === 'address') {
      if (parseCidr(text) !== null) return { op: 'cidr', field: 'host', prefix: text };
      if (parseAddress(text) !== null) return { op: 'in', field: 'host', values: [text] };
    }
    this.at = start;
    return null;
  }

  /** The values of a field: any of those without `-`, and none of those with it. */
  private values(name: string, isQuoted: boolean, start: number): Predicate {
    const named = fieldNamed(name, isQuoted, this.schema);
    const end = this.at - 1;
    if (named === null) this.fail('absent-field', start, end, { name });
    if (named === undefined) {
      const guess = closest(name, namesIn(this.schema));
      this.fail('unknown-field', start, end, { name, ...(guess !== null && { guess }) });
    }
    const [wanted, unwanted]: [Predicate[], Predicate[]] = [[], []];
    do {
      const isNot = this.take(/-(?=[^\s,()])/y) !== null;
      (isNot ? unwanted : wanted).push(this.value(named, name));
    } while (this.take(/,\s*/y) !== null);
    const none: Predicate[] = unwanted.length === 0 ? [] : [{ op: 'not', of: { op: 'any', of: unwanted } }];
    return { op: 'all', of: wanted.length === 0 ? none : [{ op: 'any', of: wanted }, ...none] };
  }

  private value(named: NamedField, name: string): Predicate {
    const at = this.at;
    const quote = this.quote();
    const text = quote ?? this.take(/[^\s(),"]+/y) ?? this.fail('missing-value', at, at, { name });
    const token = { text, at };
    const { field, kind } = named;
    const exact: Predicate = { op: 'in', field, values: [text] };
    if (kind === 'preset') {
      if (isNoisePreset(text)) return { op: 'preset', id: text };
      this.wrong('unknown-preset', token, { presets: noisePresets.map(({ id }) => id).join(', ') });
    }
    if (quote !== null) return exact;
    if (text === '-') return { op: 'in', field, values: [''] };
    if (text === '*') return { op: 'not', of: { op: 'in', field, values: [''] } };
    if (kind !== 'address' && kind !== 'text') return this.number(field, kind, token);
    if (/^[<>]/.test(text)) this.wrong('not-comparable', token, { name });
    if (kind === 'text' || parseAddress(text) !== null) return exact;
    if (parseCidr(text) !== null) return { op: 'cidr', field, prefix: text };
    // A column that we do not know may hold names of hosts beside addresses.
    if (!isKnownField(field) && field !== 'host' && !looksLikeAddress(text)) return exact;
    return this.wrong(text.includes('/') ? 'wrong-block' : 'wrong-value', token, { kind });
  }

  /** A number, a comparison, or a range such as `1..5`, `>1..<5`. */
  private number(field: string, kind: ValueKind, token: Token): Predicate {
    const [, sign = '', first = '', mark, second = ''] = /^(>=|<=|>|<)?(.*?)(?:(\.\.<?)(.*))?$/s.exec(token.text) ?? [];
    const range: RangePredicate = { op: 'range', field, from: -Infinity, to: Infinity };
    const low = this.limit(kind, first, token);
    if (mark !== undefined) {
      if (sign.startsWith('<')) this.wrong('wrong-range', token);
      const high = this.limit(kind, second, token);
      return { ...range, ...limitOf(sign || '>=', low), ...limitOf(mark === '..' ? '<=' : '<', high) };
    }
    if (sign !== '') return { ...range, ...limitOf(sign, low) };
    if (typeof low === 'string') return this.wrong('bare-percentile', token);
    if (low.end !== undefined) return { ...range, ...limitOf('>=', low), ...limitOf('<=', low) };
    return { op: 'in', field, values: [isPlainNumber(first) ? first : String(low.from)] };
  }

  private limit(kind: ValueKind, text: string, token: Token): Written | Percentile {
    if (/^p[\d.]/.test(text)) {
      const percent = Number(text.slice(1));
      return percent >= 0 && percent <= 100 ? `p${percent}` : this.wrong('wrong-percentile', token);
    }
    return readNumber(kind, text, this.schema.firstDay) ?? this.wrong('wrong-value', token, { kind });
  }

  /** A text in quotes, with `\"`, `\\`, `\n` and `\r` in it. */
  private quote(): string | null {
    const start = this.at;
    const quote = this.take(/"(?:[^"\\]|\\.)*"?/sy);
    if (quote === null) return null;
    if (!/^"(?:[^"\\]|\\.)*"$/s.test(quote)) this.fail('open-quote', start, this.text.length);
    const ends: Readonly<Record<string, string>> = { n: '\n', r: '\r' };
    return quote.slice(1, -1).replace(/\\(.)/gs, (_, mark: string) => ends[mark] ?? mark);
  }

  private keyword(word: string): boolean {
    this.take(/\s*/y);
    if (!this.isAtWord(word)) return false;
    this.at += word.length;
    return true;
  }

  private isAtWord(word: string): boolean {
    const end = this.at + word.length;
    return this.text.slice(this.at, end).toLowerCase() === word && /^(?:[\s()"]|$)/.test(this.text.slice(end, end + 1));
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }

  private wrong(code: ParseErrorCode, { text, at }: Token, detail: ParseError['detail'] = {}): never {
    return this.fail(code, at, this.at, { value: text, ...detail });
  }

  private fail(code: ParseErrorCode, at: number, end: number, detail: ParseError['detail'] = {}): never {
    throw new ParseFailure({ at, end, code, detail });
  }
}

function isEmpty(predicate: Predicate): boolean {
  return predicate.op === 'all' && predicate.of.length === 0;
}

/** A day is a stretch: after it is from its end on, and up to it is before its end. */
function limitOf(sign: string, limit: Written | Percentile): Partial<RangePredicate> {
  const [isLow, isOpen] = [sign.startsWith('>'), sign.length === 1];
  const { from, end }: { from: Limit; end?: number } = typeof limit === 'string' ? { from: limit } : limit;
  const isPast = end !== undefined && isLow === isOpen;
  const at = isPast ? end : from;
  if (isLow) return { from: at, ...(isOpen && !isPast && { isFromOpen: true }) };
  return { to: at, ...((isOpen || isPast) && { isToOpen: true }) };
}
