import { route, type Route } from '../../platform/http/route.ts';
import { platformProblems } from '../../platform/problem.ts';
import { changePassword, preparePassword } from './change-password.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { contract } from './contract.ts';
import { describeAccount, describeOwnAccount, listOwnSessions } from './own-account.ts';
import { askForPasskey, newChallenge, offerRegistration } from './passkeys.ts';
import { prepareChallenge } from './prepare-challenge.ts';
import { presentPassword } from './present-password.ts';
import { presentSecondFactor } from './present-second-factor.ts';
import type { Shown } from './prove-second-factor.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { listPasskeys, presentPasskey, registerPasskey, removePasskey } from './register-passkey.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { addressOf, browserOf, clearSessionCookie, setSessionCookie } from './session-cookie.ts';
import { assertShownFirst, markOf } from './shown-once.ts';
import { signIn } from './sign-in.ts';
import { endOwnSession, signOut } from './sign-out.ts';
import { presentStepUp, stepUp } from './step-up.ts';

const OWN = 'accounts/own-account';

/** Signing in and out, and what everybody may do with their own account. */
export const sessionRoutes: readonly Route[] = [
  route(contract.signIn, {
    permission: 'public',
    verb: 'accounts.sign-in',
    before: (context, { body }) => presentPassword(context.services, { ...body, address: addressOf(context) }),
    handle: async (act, _input, presented) => ({ ...(await signIn(act, presented)), mark: markOf(presented.ticket) }),
    after: async ({ services }, { methods, passkeys, mark }, _input, { ticket, challenge }) => {
      assertShownFirst(mark, ticket);
      const answer = { next: methods[0] ?? '', methods, ticket };
      if (passkeys.length === 0) return answer;
      return { ...answer, passkeyOptions: { ...(await askForPasskey(services.publicUrl, challenge, passkeys)) } };
    },
  }),
  route(contract.secondFactor, {
    permission: 'public',
    verb: 'accounts.second-factor',
    before: async (context, { body }) => ({
      presented: await presentSecondFactor(context.services, {
        ticket: body.ticket,
        shown: shownIn(body),
        address: addressOf(context),
      }),
      browser: browserOf(context),
    }),
    handle: async (act, _input, { presented, browser }) => {
      const { personId, sessionId, mark } = await completeSignIn(act, presented, browser);
      return { mark, account: await describeAccount(act, personId, sessionId) };
    },
    after: async (context, { mark, account }, _input, { presented }) => {
      assertShownFirst(mark, presented.token);
      setSessionCookie(context, presented.token);
      return account;
    },
  }),
  route(contract.ownAccount, {
    permission: OWN,
    verb: 'accounts.see-own-account',
    handle: (act) => describeOwnAccount(act),
  }),
  route(contract.signOut, {
    permission: OWN,
    verb: 'accounts.sign-out',
    handle: (act) => signOut(act),
    after: async (context) => {
      clearSessionCookie(context);
      return undefined;
    },
  }),
  route(contract.stepUpOptions, {
    permission: OWN,
    verb: 'accounts.prepare-step-up',
    before: async () => newChallenge(),
    handle: (act, _input, challenge) => prepareChallenge(act, 'step-up', challenge),
    after: async ({ services }, { challenge, passkeys }) => ({
      ...(await askForPasskey(services.publicUrl, challenge, passkeys)),
    }),
  }),
  route(contract.stepUp, {
    permission: OWN,
    verb: 'accounts.step-up',
    before: (context, { body }) =>
      presentStepUp(context.services, context.actor, { shown: shownIn(body), address: addressOf(context) }),
    handle: async (act, _input, presented) => ({
      ...(await stepUp(act, presented)),
      account: await describeOwnAccount(act),
    }),
    after: async (context, { mark, account }, _input, { token }) => {
      assertShownFirst(mark, token);
      setSessionCookie(context, token);
      return account;
    },
  }),
  route(contract.ownSessions, {
    permission: OWN,
    verb: 'accounts.see-own-sessions',
    handle: async (act) => ({ sessions: await listOwnSessions(act) }),
  }),
  route(contract.endOwnSession, {
    permission: OWN,
    verb: 'accounts.end-own-session',
    handle: (act, { params }) => endOwnSession(act, params.id),
  }),
  route(contract.changePassword, {
    permission: OWN,
    verb: 'accounts.change-password',
    before: (context, { body }) =>
      preparePassword(context.services, context.actor, { ...body, address: addressOf(context) }),
    handle: (act, _input, prepared) => changePassword(act, prepared),
  }),
  route(contract.renewRecoveryCodes, {
    permission: OWN,
    verb: 'accounts.renew-recovery-codes',
    before: async () => newRecoveryCodes(),
    handle: (act, _input, codes) => renewRecoveryCodes(act, codes),
    after: async (_context, { mark }, _input, codes) => {
      assertShownFirst(mark, codes.join(' '));
      return { recoveryCodes: codes };
    },
  }),
  route(contract.passkeys, {
    permission: OWN,
    verb: 'accounts.see-own-passkeys',
    handle: async (act) => ({ passkeys: await listPasskeys(act) }),
  }),
  route(contract.passkeyOptions, {
    permission: OWN,
    verb: 'accounts.prepare-passkey',
    before: async () => newChallenge(),
    handle: (act, _input, challenge) => prepareChallenge(act, 'register-passkey', challenge),
    after: async ({ services }, { challenge, passkeys, person }) => ({
      ...(await offerRegistration(services.publicUrl, challenge, person, passkeys)),
    }),
  }),
  route(contract.registerPasskey, {
    permission: OWN,
    verb: 'accounts.register-passkey',
    before: ({ services, actor }, { body }) => presentPasskey(services, actor, body.passkey),
    handle: (act, { body }, presented) => registerPasskey(act, body.label, presented),
  }),
  route(contract.removePasskey, {
    permission: OWN,
    verb: 'accounts.remove-passkey',
    handle: (act, { params }) => removePasskey(act, params.id),
  }),
];

/** @throws platform/invalid-input unless exactly one proof is shown */
function shownIn(body: {
  code?: string | undefined;
  recoveryCode?: string | undefined;
  passkey?: Record<string, unknown> | undefined;
}): Shown {
  const shown: Shown[] = [
    ...(body.code === undefined ? [] : [{ code: body.code }]),
    ...(body.recoveryCode === undefined ? [] : [{ recoveryCode: body.recoveryCode }]),
    ...(body.passkey === undefined ? [] : [{ passkey: body.passkey }]),
  ];
  const [only] = shown;
  if (only !== undefined && shown.length === 1) return only;
  throw platformProblems.invalidInput({
    detail: 'Give one of code, recoveryCode and passkey. Nothing was changed.',
    at: 'body',
  });
}
