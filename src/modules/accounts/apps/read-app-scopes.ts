import { problems } from '../problems.ts';

const MAX_SCOPES = 50;
/** Scopes of SMART App Launch 2 that say who a person is, which patient is meant and how long it lasts. */
export const STANDING_SCOPES = ['openid', 'fhirUser', 'launch/patient', 'offline_access', 'online_access'] as const;
/** What an app may read in the name of a person: `patient/*.rs`, `user/Patient.r`. It writes nothing. */
const READING = /^(patient|user)\/(\*|[A-Z][A-Za-z]{1,60})\.(r|s|rs)$/;

/** Scopes as they are written in one line, each once. @throws accounts/scope-not-understood */
export function readAppScopes(text: string): string[] {
  const scopes = [...new Set(text.trim().split(/\s+/))];
  const wrong = scopes.find((scope) => !READING.test(scope) && !STANDING_SCOPES.some((each) => each === scope));
  const chooses = !scopes.some((scope) => scope.startsWith('patient/')) || scopes.includes('launch/patient');
  if (wrong === undefined && chooses && scopes.length <= MAX_SCOPES) return scopes;
  throw problems.scopeNotUnderstood({
    detail:
      wrong === undefined
        ? `Nothing was registered. Scopes that begin with patient/ need launch/patient, which lets a person choose the patient; give at most ${MAX_SCOPES}.`
        : `Nothing was registered. ${wrong.slice(0, 80)} is not offered to apps. A scope looks like patient/*.rs or user/Patient.r; further ones are ${STANDING_SCOPES.join(', ')}.`,
    at: 'scope',
  });
}
