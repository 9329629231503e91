import { type Head, noHead } from './head.ts';

/** Where following stands: plain data that can be saved as JSON, and followed on from in another process. */
export interface FollowState {
  readonly version: 1;
  /** Bytes of the text that were read. A row begins there, or a header. */
  readonly position: number;
  /** Of the file that is being read. */
  readonly identity: string | null;
  readonly head: Head;
  /** Its last change, in milliseconds of the epoch. */
  readonly modified: number;
  /** Header of the rows that follow, one character per byte. Empty where they need none. */
  readonly header: string;
  /** Whether `position` is within a line that is too long to be read. */
  readonly isInLong: boolean;
  /** Heads of the last files that were read to their end, or that were there before following began. */
  readonly earlier: readonly Head[];
}

export const startState: FollowState = {
  version: 1,
  position: 0,
  identity: null,
  head: noHead,
  modified: 0,
  header: '',
  isInLong: false,
  earlier: [],
};

/** Files whose heads are kept. */
const EARLIER_KEPT = 64;

/** The state at the beginning of the next file. */
export function nextFile(state: FollowState, known: readonly Head[]): FollowState {
  const { header, earlier } = state;
  const heads = [...earlier, state.head, ...known].filter(({ length }) => length > 0);
  return { ...startState, header, earlier: heads.slice(-EARLIER_KEPT) };
}

/** Whether anything was seen of a file. */
export function hasBegun({ identity, head }: FollowState): boolean {
  return identity !== null || head.length > 0;
}

/** Whether data that was read from outside is a state. */
export function isFollowState(value: unknown): value is FollowState {
  if (typeof value !== 'object' || value === null) return false;
  const { version, position, identity, head, modified, header, isInLong, earlier } = value as Record<string, unknown>;
  return (
    version === 1 &&
    isCount(position) &&
    (identity === null || typeof identity === 'string') &&
    isHead(head) &&
    typeof modified === 'number' &&
    typeof header === 'string' &&
    typeof isInLong === 'boolean' &&
    Array.isArray(earlier) &&
    earlier.every(isHead)
  );
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { length, sum } = value as Record<string, unknown>;
  return isCount(length) && isCount(sum);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Bytes as text with one character each, and back. */
export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
