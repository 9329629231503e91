import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { ParseError } from '../../core/selection/parse-error.ts';
import { print } from '../../core/selection/print.ts';
import type { Engine, Finding, Run } from '../../worker/api.ts';
import { focusList } from '../parts/focus-list.ts';
import { applyFilter } from './apply-filter.ts';
import { filterSchema } from './filter-schema.ts';
import type { Suggestion } from './suggestions.ts';
import { useSuggestions } from './use-suggestions.ts';

export interface FilterBoxProps {
  readonly engine: Engine;
  readonly run: Run;
  /** Null while they are unknown. */
  readonly findings: readonly Finding[] | null;
  readonly detector: string;
  readonly threshold: number;
  readonly modelThreshold: number;
  readonly clauses: readonly Clause[];
  /** The chip that is being edited, null if none. */
  readonly edited: Clause | null;
  /** Ends the editing of a chip. */
  readonly onEdited: () => void;
  readonly onSelect: (clauses: readonly Clause[], label: string) => void;
}

/** What is typed into the filter box, its suggestions and its error, and what keys do in it. */
export function useFilterBox({
  engine,
  run,
  findings,
  detector,
  threshold,
  modelThreshold,
  clauses,
  edited,
  onEdited,
  onSelect,
}: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const box = useBoxText(input, edited);
  const { text, caret, isListOpen } = box;
  const [error, setError] = useState<ParseError | null>(null);
  const [active, setActive] = useState(-1);
  const schema = filterSchema(run, findings);
  const others = edited === null ? clauses : clauses.filter((clause) => clause.id !== edited.id);
  const among = { engine, run: run.id, detector, threshold, modelThreshold, clauses: others };
  const suggestions = useSuggestions(text, caret, schema, among, isListOpen);
  const isShown = suggestions.length > 0;
  const chosen = isShown ? (suggestions[active] ?? null) : null;

  function write(next: string, at: number, opensList: boolean): void {
    box.set(next, at, opensList);
    setError(null);
    setActive(-1);
  }

  function take({ result, isOpen }: Suggestion): void {
    write(result.text, result.caret, isOpen);
    box.moveCaret(result.caret);
  }

  function apply(): void {
    const applied = applyFilter(clauses, text, schema, edited);
    if (applied.error !== undefined) {
      setError(applied.error);
      box.set(text, caret, false);
      return;
    }
    write('', 0, false);
    onEdited();
    if (innerWidth < NARROW) input.current?.blur();
    if (applied.clauses !== clauses) onSelect(applied.clauses, applied.label);
  }

  /** Closes the suggestions or the help, then empties the box, then goes to the list. A wrong filter goes at once. */
  function stepBack(): void {
    const help = input.current?.closest('search')?.querySelector<HTMLElement>(':popover-open') ?? null;
    if (help !== null) help.hidePopover();
    else if (isShown) box.closeList();
    else {
      if (error !== null || (text === '' && edited === null)) focusList();
      write('', 0, false);
      onEdited();
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { key } = event;
    if (event.nativeEvent.isComposing) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (isShown) setActive(stepOf(active, key === 'ArrowDown' ? 1 : -1, suggestions.length));
      else box.set(text, caret, true);
    } else if (key === 'Enter') {
      if (chosen === null) apply();
      else take(chosen);
    } else if (key === 'Escape') {
      event.stopPropagation();
      stepBack();
    } else if (key === 'Tab' && !event.shiftKey && chosen !== null) {
      take(chosen);
    } else return;
    event.preventDefault();
  }

  return { input, text, error, suggestions: isShown ? suggestions : [], active, chosen, write, take, onKeyDown, box };
}

/** Below this width of the page the open box covers the bar and closes after use. */
const NARROW = 760;

/** The next index in a list, -1 for no choice. */
function stepOf(active: number, step: number, count: number): number {
  const places = count + 1;
  return ((active + 1 + step + places) % places) - 1;
}

/** The state of the box: text, caret, and whether suggestions are open. Editing a chip sets the text to its filter. */
function useBoxText(input: RefObject<HTMLInputElement | null>, edited: Clause | null) {
  const [{ text, caret, isListOpen }, setState] = useState({ text: '', caret: 0, isListOpen: false });
  const [wantedCaret, setWantedCaret] = useState<{ readonly at: number } | null>(null);
  useEffect(() => {
    if (wantedCaret === null) return;
    input.current?.focus();
    input.current?.setSelectionRange(wantedCaret.at, wantedCaret.at);
  }, [input, wantedCaret]);
  const edit = useEffectEvent(() => {
    if (edited === null) return;
    const filter = print(edited.predicate);
    setState({ text: filter, caret: filter.length, isListOpen: false });
    setWantedCaret({ at: filter.length });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chip puts another text into the box
  useEffect(() => edit(), [edited]);
  return {
    text,
    caret,
    isListOpen,
    set: (next: string, at: number, opensList: boolean) => setState({ text: next, caret: at, isListOpen: opensList }),
    // Keeps a text that is being replaced: leaving the box can be part of that.
    closeList: () => setState((now) => (now.isListOpen ? { ...now, isListOpen: false } : now)),
    see: (at: number) => setState((now) => (now.caret === at ? now : { ...now, caret: at })),
    moveCaret: (at: number) => setWantedCaret({ at }),
  };
}
