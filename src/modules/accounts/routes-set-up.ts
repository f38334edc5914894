import { route, type Route } from '../../platform/http/route.ts';
import { contract } from './contract.ts';
import { beginEnrolment, confirmEnrolment } from './enrol.ts';
import { describeAccount } from './own-account.ts';
import { prepareConfirmation, prepareEnrolment } from './prepare-enrolment.ts';
import { browserOf, setSessionCookie } from './session-cookie.ts';
import { confirmSetup, refuseWhenClosed } from './set-up.ts';
import { assertShownFirst } from './shown-once.ts';
import { inviteTotp } from './totp.ts';

/** The first administrator, and everybody who comes with an invitation: the same two steps. */
export const setUpRoutes: readonly Route[] = [
  route(contract.setupState, {
    permission: 'public',
    verb: 'accounts.see-setup',
    handle: async (act) => {
      await refuseWhenClosed(act);
      return { open: true as const };
    },
  }),
  route(contract.beginSetup, {
    permission: 'public',
    verb: 'accounts.begin-setup',
    before: ({ services }, { body }) =>
      prepareEnrolment(services, { ...body, own: { username: body.username, displayName: body.name } }),
    handle: async (act, { body }, prepared) => {
      await refuseWhenClosed(act);
      const own = { username: body.username, displayName: body.name, email: body.email };
      return beginEnrolment(act, { token: body.token, first: true, own }, prepared);
    },
    after: async (_context, { username, mark }, _input, { secret }) => {
      assertShownFirst(mark, secret);
      return { username, ...(await inviteTotp(secret, username)) };
    },
  }),
  route(contract.confirmSetup, {
    permission: 'public',
    verb: 'accounts.confirm-setup',
    before: async (context, { body }) => ({
      confirmation: await prepareConfirmation(context.services, body),
      browser: browserOf(context),
    }),
    handle: async (act, { body }, { confirmation, browser }) => {
      const { mark, personId, sessionId } = await confirmSetup(act, body, confirmation, browser);
      return { mark, account: await describeAccount(act, personId, sessionId) };
    },
    after: async (context, { mark, account }, _input, { confirmation }) => {
      assertShownFirst(mark, confirmation.sessionToken);
      setSessionCookie(context, confirmation.sessionToken);
      return { recoveryCodes: [...confirmation.recoveryCodes], account };
    },
  }),
  route(contract.beginEnrolment, {
    permission: 'public',
    verb: 'accounts.begin-enrolment',
    before: ({ services }, { body }) => prepareEnrolment(services, body),
    handle: (act, { body }, prepared) => beginEnrolment(act, { token: body.token, first: false }, prepared),
    after: async (_context, { username, mark }, _input, { secret }) => {
      assertShownFirst(mark, secret);
      return { username, ...(await inviteTotp(secret, username)) };
    },
  }),
  route(contract.confirmEnrolment, {
    permission: 'public',
    verb: 'accounts.confirm-enrolment',
    before: async (context, { body }) => ({
      confirmation: await prepareConfirmation(context.services, body),
      browser: browserOf(context),
    }),
    handle: async (act, { body }, { confirmation, browser }) => {
      const { mark, personId, sessionId } = await confirmEnrolment(act, body.token, confirmation, browser);
      return { mark, account: await describeAccount(act, personId, sessionId) };
    },
    after: async (context, { mark, account }, _input, { confirmation }) => {
      assertShownFirst(mark, confirmation.sessionToken);
      setSessionCookie(context, confirmation.sessionToken);
      return { recoveryCodes: [...confirmation.recoveryCodes], account };
    },
  }),
];
