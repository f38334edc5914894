import { defineModule } from '../../platform/module.ts';
import { auditVerbs } from './audit-verbs.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { routes } from './routes.ts';

export type { ClientId, PersonId } from './ids.ts';
export { deriveSignInGate, type SignInGate } from './derive-sign-in-gate.ts';
export { evaluatePassword, PASSWORD_MAX, PASSWORD_MIN } from './evaluate-password.ts';
export { hashPassword, passwordMatches } from './hash-password.ts';
export { keyedDigest, openSecret, sealSecret } from './seal.ts';
export { inviteTotp, newTotpSecret, totpStep } from './totp.ts';
export { allowApp } from './apps/allow-app.ts';
export { dropTicket, findTicket, keepTicket, spendTicket, type TicketKind } from './apps/app-tickets.ts';
export { endAppGrants } from './apps/end-app-grant.ts';
export { actorThroughApp, type App, type AppGrant, findApp, findAppGrant } from './apps/find-app.ts';
export { findAppToken, keepAppToken } from './apps/app-tokens.ts';
export { STANDING_SCOPES } from './apps/read-app-scopes.ts';
export { registerApp } from './apps/register-app.ts';
export { assignRole, endRole } from './assign-role.ts';
export { deactivatePerson, reinstatePerson } from './deactivate-person.ts';
export { findKeyedClient, findLiveToken, keepFetchedToken, type KeyedClient, spendAssertion } from './fetch-token.ts';
export { forgetIdentified } from './identified-lately.ts';
export { identifySession, identifyToken, type IdentifyingServices } from './identify.ts';
export { type Invited, invitePerson } from './invite-person.ts';
export { type IssuedToken, issueToken } from './issue-token.ts';
export { liftSignInStop } from './lift-sign-in-stop.ts';
export { type HandedLink } from './links.ts';
export { namesOfPeople, rolesOfPeople } from './list-people.ts';
export { peopleWithRole } from './list-people-with-role.ts';
export { type ClientKeys, registerClient, replaceClientKeys } from './register-client.ts';
export { readClientKeys } from './read-client-keys.ts';
export { requireStepUp } from './require-step-up.ts';
export { resetSecondFactor } from './reset-second-factor.ts';
export { revokeClient, revokeToken } from './revoke-token.ts';
export { hasAdministrator, openSetup } from './set-up.ts';

export const module = defineModule({
  name: 'accounts',
  routes,
  permissions,
  problems,
  events,
  auditVerbs,
  jobs,
});
