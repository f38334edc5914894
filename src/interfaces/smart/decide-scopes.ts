/** SMART App Launch 2: `system/Patient.rs`; letters in this order. The search restriction `?...` is not offered. */
const SCOPE_V2 = /^(system)\/(\*|[A-Z][A-Za-z]{1,60})\.(?=[cruds])(c?r?u?d?s?)$/;
/** SMART App Launch 1, understood as the second version says (scopes-and-launch-context, "Scopes for v1"). */
const SCOPE_V1 = /^(system)\/(\*|[A-Z][A-Za-z]{1,60})\.(read|write|\*)$/;
const LETTERS_OF_V1 = { read: 'rs', write: 'cud', '*': 'cruds' } as const;

interface Reach {
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
export function decideScopes(asked: readonly string[], registered: readonly string[]): ScopeDecision {
  const own = registered.flatMap((scope) => reachOf(scope) ?? []);
  const granted: string[] = [];
  const notUnderstood: string[] = [];
  for (const scope of asked) {
    const reach = reachOf(scope);
    if (reach === undefined) notUnderstood.push(scope);
    else for (const each of own) granted.push(...common(reach, each));
  }
  return { granted: merged(granted), notUnderstood };
}

function reachOf(scope: string): Reach | undefined {
  const second = SCOPE_V2.exec(scope);
  if (second !== null) return { type: second[2] ?? '', letters: second[3] ?? '' };
  const first = SCOPE_V1.exec(scope);
  if (first === null) return undefined;
  return { type: first[2] ?? '', letters: LETTERS_OF_V1[first[3] as keyof typeof LETTERS_OF_V1] }; // as the pattern says
}

function common(one: Reach, other: Reach): string[] {
  if (one.type !== other.type && one.type !== '*' && other.type !== '*') return [];
  const type = one.type === '*' ? other.type : one.type;
  const letters = [...one.letters].filter((letter) => other.letters.includes(letter)).join('');
  return letters === '' ? [] : [`system/${type}.${letters}`];
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
