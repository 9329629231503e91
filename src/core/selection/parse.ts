import { closest } from './closest.ts';
import { type FilterSchema, fieldNamed, namesIn } from './filter-names.ts';
import { type LeafPredicate, leaves } from './leaves/index.ts';
import type { Leaf, Reading, Term, Value } from './leaves/leaf.ts';
import { normalise } from './normalise.ts';
import { type ParseError, type ParseErrorCode, ParseFailure } from './parse-error.ts';
import type { Predicate } from './predicate.ts';

/**
 * Parses a filter to a predicate in normal form. Returns a `ParseError` for wrong text; never throws. The grammar is in
 * `docs/filters.md`.
 */
export function parse(text: string, schema: FilterSchema): Predicate | ParseError {
  try {
    return normalise(new Parser(text, schema).whole());
  } catch (failure) {
    if (failure instanceof ParseFailure) return failure.error;
    throw failure;
  }
}

/** Deeper than any typed filter, and safe for the stack. */
const DEEPEST = 100;

const readers: readonly Pick<Leaf<LeafPredicate>, 'readTerm' | 'readValue'>[] = leaves;

/** Recursive descent parser with one method per rule of the grammar. Leaves read terms and values. */
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

  /** Adjacent terms; at least one after the word `after`. */
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
    // Wraps the empty filter, so that a word before or after it has its term.
    return isEmpty(found) ? { op: 'all', of: [{ op: 'all', of: [] }] } : found;
  }

  private fieldOrText(): Predicate | null {
    if (this.isAtWord('and') || this.isAtWord('or')) return null;
    const start = this.at;
    const text = this.quote();
    if (text !== null) {
      return this.take(/:/y) === null
        ? this.bare({ text, isQuoted: true, hasName: false }, start)
        : this.values(text, true, start);
    }
    const name = this.take(/\w[\w.+-]*(?=:)/y);
    if (name === null || fieldNamed(name, false, this.schema) === undefined) {
      this.at = start;
      const word = this.take(/[^\s()"]+/y);
      const term = word === null ? null : this.bare({ text: word, isQuoted: false, hasName: name !== null }, start);
      if (name === null || term !== null) return term;
    }
    this.at = start + name.length + 1;
    return this.values(name, false, start);
  }

  /** A term without a field name. */
  private bare(term: Term, start: number): Predicate | null {
    return first(readers, (leaf) => leaf.readTerm?.(term, this.reading(start, term.text)) ?? null);
  }

  /** The values of a field: any of the values without `-`, and none of those with it. */
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
      (isNot ? unwanted : wanted).push(this.value({ ...named, name }));
    } while (this.take(/,\s*/y) !== null);
    const none: Predicate[] = unwanted.length === 0 ? [] : [{ op: 'not', of: { op: 'any', of: unwanted } }];
    return { op: 'all', of: wanted.length === 0 ? none : [{ op: 'any', of: wanted }, ...none] };
  }

  private value(named: Pick<Value, 'field' | 'kind' | 'name'>): Predicate {
    const { at } = this;
    const quote = this.quote();
    // The page writes a blank before ×.
    const text =
      quote ??
      this.take(/[^\s(),"]+(?:\s×(?![^\s(),"]))?/y) ??
      this.fail('missing-value', at, at, { name: named.name });
    const reading = this.reading(at, text);
    const value = { ...named, text, isQuoted: quote !== null };
    const found = first(readers, (leaf) => leaf.readValue?.(value, reading) ?? null);
    return found ?? reading.wrong('wrong-value', { kind: named.kind });
  }

  /** The reading context of the text from a start to the current position. */
  private reading(start: number, text: string): Reading {
    const { schema } = this;
    return {
      schema,
      kindOf: (name) => fieldNamed(name, false, schema)?.kind,
      wrong: (code, detail) => this.fail(code, start, this.at, { value: text, ...detail }),
    };
  }

  /** A quoted text with the escapes `\"`, `\\`, `\n` and `\r`. */
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

  private fail(code: ParseErrorCode, at: number, end: number, detail: ParseError['detail'] = {}): never {
    throw new ParseFailure({ at, end, code, detail });
  }
}

function isEmpty(predicate: Predicate): boolean {
  return predicate.op === 'all' && predicate.of.length === 0;
}

/** The first result that is not null. */
function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
