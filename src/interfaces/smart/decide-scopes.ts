/** SMART App Launch 2: `system/Patient.rs`; letters in this order. The search restriction `?...` is not offered. */
const SCOPE_V2 = /^(system|user|patient)\/(\*|[A-Z][A-Za-z]{1,60})\.(?=[cruds])(c?r?u?d?s?)$/;
/** SMART App Launch 1, understood as the second version says (scopes-and-launch-context, "Scopes for v1"). */
const SCOPE_V1 = /^(system|user|patient)\/(\*|[A-Z][A-Za-z]{1,60})\.(read|write|\*)$/;
const LETTERS_OF_V1 = { read: 'rs', write: 'cud', '*': 'cruds' } as const;

/** In whose name: a machine's own, a person's, a person's for one patient. */
type Context = 'system' | 'user' | 'patient';

interface Reach {
  readonly context: string;
  readonly type: string;
  readonly letters: string;
}

export interface ScopeDecision {
  /** What the token may carry, in the words of the second version. */
  readonly granted: readonly string[];
  /** What was asked for and is no scope that can be granted here. */
  readonly notUnderstood: readonly string[];
}

/**
 * Of what a client asks for, what it was registered with: type by type and letter by letter. Less than was asked for is
 * granted silently (RFC 6749 3.3); the answer names the scopes granted.
 */
export function decideScopes(
  asked: readonly string[],
  registered: readonly string[],
  contexts: readonly Context[] = ['system'],
): ScopeDecision {
  const own = registered.flatMap((scope) => reachOf(scope) ?? []);
  const granted: string[] = [];
  const notUnderstood: string[] = [];
  for (const scope of asked) {
    const reach = reachOf(scope);
    if (reach === undefined || !contexts.some((context) => context === reach.context)) notUnderstood.push(scope);
    else for (const each of own) granted.push(...common(reach, each));
  }
  return { granted: merged(granted), notUnderstood };
}

/**
 * What an app is granted of what it asks: as above, and of the scopes that say who, whom and how long (`standing`) those it
 * was registered with. What is not offered is left out (RFC 6749 3.3): an app that asks for more than there is still works.
 */
export function decideAppScopes(
  asked: readonly string[],
  registered: readonly string[],
  standing: readonly string[],
): { standing: readonly string[]; reading: readonly string[] } {
  return {
    standing: standing.filter((scope) => asked.includes(scope) && registered.includes(scope)),
    reading: decideScopes(asked, registered, ['user', 'patient']).granted,
  };
}

function reachOf(scope: string): Reach | undefined {
  const second = SCOPE_V2.exec(scope);
  if (second !== null) return { context: second[1] ?? '', type: second[2] ?? '', letters: second[3] ?? '' };
  const first = SCOPE_V1.exec(scope);
  if (first === null) return undefined;
  const letters = LETTERS_OF_V1[first[3] as keyof typeof LETTERS_OF_V1]; // as the pattern says
  return { context: first[1] ?? '', type: first[2] ?? '', letters };
}

function common(one: Reach, other: Reach): string[] {
  if (one.context !== other.context) return [];
  if (one.type !== other.type && one.type !== '*' && other.type !== '*') return [];
  const type = one.type === '*' ? other.type : one.type;
  const letters = [...one.letters].filter((letter) => other.letters.includes(letter)).join('');
  return letters === '' ? [] : [`${one.context}/${type}.${letters}`];
}

/** One scope for each type, with all its letters. */
function merged(scopes: readonly string[]): string[] {
  const letters = new Map<string, string>();
  for (const scope of scopes) {
    const at = scope.lastIndexOf('.');
    const type = scope.slice(0, at);
    const all = (letters.get(type) ?? '') + scope.slice(at + 1);
    letters.set(type, [...'cruds'].filter((letter) => all.includes(letter)).join(''));
  }
  return [...letters].map(([type, each]) => `${type}.${each}`);
}
