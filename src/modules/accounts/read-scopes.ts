import { problems } from './problems.ts';

const MAX_SCOPES = 50;
/** SMART App Launch 2: `system/Patient.rs`, letters in this order; query restrictions are not offered. */
const SCOPE = /^system\/(\*|[A-Z][A-Za-z]{1,60})\.(?=[cruds])(c?r?u?d?s?)$/;

/** Scopes as they are written in one line, each once. @throws accounts/scope-not-understood */
export function readScopes(text: string): string[] {
  const scopes = [...new Set(text.trim().split(/\s+/))];
  const wrong = scopes.find((scope) => !SCOPE.test(scope));
  if (wrong === undefined && scopes.length <= MAX_SCOPES) return scopes;
  throw problems.scopeNotUnderstood({
    detail: `Nothing was issued. A scope looks like system/Patient.rs or system/*.cruds; give at most ${MAX_SCOPES}, separated by spaces.`,
    at: 'scope',
  });
}
