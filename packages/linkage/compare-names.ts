import { editsWithin2, jaroWinkler } from './distance.ts';
import { areNicknames } from './nicknames.ts';
import { soundsOf } from './sounds.ts';

export type NameLikeness =
  | 'exact'
  | 'prefix'
  | 'initial'
  | 'nickname'
  | 'letters swapped'
  | 'one letter off'
  | 'sounds like'
  | 'two letters off'
  | 'similar';

/** How alike two folded name parts are: the strongest way that applies, with its value. */
export interface NameMatch {
  readonly how: NameLikeness;
  /** 1 for the same; what is left of it for each way to differ. */
  readonly value: number;
}

const EXACT: NameMatch = { how: 'exact', value: 1 };
const INITIAL: NameMatch = { how: 'initial', value: 0.6 };
const NICKNAME: NameMatch = { how: 'nickname', value: 0.9 };
const SWAPPED: NameMatch = { how: 'letters swapped', value: 0.9 };
const ONE_OFF: NameMatch = { how: 'one letter off', value: 0.86 };
const SOUND: NameMatch = { how: 'sounds like', value: 0.8 };
const TWO_OFF: NameMatch = { how: 'two letters off', value: 0.72 };

/** Below four letters one edit makes another name (Ann, Amy); below seven, two do. */
const ONE_EDIT_FROM = 4;
const TWO_EDITS_FROM = 7;
const SIMILAR_FROM = 0.88;

/** `typed` may be the beginning of `known`; otherwise the order of the two does not matter. */
export function compareNames(typed: string, known: string, prefixes: boolean): NameMatch | undefined {
  if (typed === known) return EXACT;
  const [shorter, longer] = typed.length < known.length ? [typed, known] : [known, typed];
  if (shorter.length === 0) return undefined;
  if (shorter.length === 1) return longer.startsWith(shorter) ? INITIAL : undefined;
  if (areNicknames(typed, known)) return NICKNAME;
  const beginning = prefixes && known.startsWith(typed) ? prefixMatch(typed, known) : undefined;
  return better(beginning, spelledAlike(typed, known, shorter.length));
}

function spelledAlike(a: string, b: string, shortest: number): NameMatch | undefined {
  // Nothing below holds for names whose lengths are this far apart, and most pairs of names are told apart here.
  if (Math.abs(a.length - b.length) > 4) return undefined;
  const edits = editsWithin2(a, b);
  if (edits?.count === 1 && (edits.swapped ? shortest >= 3 : shortest >= ONE_EDIT_FROM)) {
    return edits.swapped ? SWAPPED : ONE_OFF;
  }
  const winkler = jaroWinkler(a, b);
  if (winkler > 0.55 && soundAlike(a, b)) return SOUND;
  if (edits?.count === 2 && shortest >= TWO_EDITS_FROM) return TWO_OFF;
  return winkler >= SIMILAR_FROM && shortest >= ONE_EDIT_FROM ? { how: 'similar', value: winkler * 0.7 } : undefined;
}

function prefixMatch(typed: string, known: string): NameMatch {
  return { how: 'prefix', value: 0.75 + (0.2 * typed.length) / known.length };
}

function better(a: NameMatch | undefined, b: NameMatch | undefined): NameMatch | undefined {
  if (!a || !b) return a ?? b;
  return a.value >= b.value ? a : b;
}

/** The same few thousand names come by again and again; a bound keeps a hostile stream of new ones out of memory. */
const MAX_REMEMBERED = 20_000;
const remembered = new Map<string, readonly string[]>();

function soundAlike(a: string, b: string): boolean {
  const others = rememberedSounds(b);
  return rememberedSounds(a).some((sound) => others.includes(sound));
}

function rememberedSounds(part: string): readonly string[] {
  const known = remembered.get(part);
  if (known) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const sounds = soundsOf(part);
  remembered.set(part, sounds);
  return sounds;
}
