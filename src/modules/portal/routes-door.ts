import { route, type RequestContext } from '../../platform/http/route.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { contract } from './contract.ts';
import { setPortalCookie } from './session-cookie.ts';
import { signInToPortal } from './sign-in-to-portal.ts';

/** From one address; what a person or an address may try is counted beside it. */
export const STRANGERS_PER_MINUTE = 20;

export const addressOf = (context: RequestContext): string => context.request.ip;

/** The door: nobody is known yet, the product acts. */
export const doorRoutes = [
  route(contract.acceptInvitation, {
    permission: 'public',
    verb: 'portal.at-the-door',
    perMinute: STRANGERS_PER_MINUTE,
    before: (context, { body }) => acceptInvitation(context.services, { ...body, address: addressOf(context) }),
    handle: async () => undefined,
    after: async (context, _nothing, _input, { token }) => {
      setPortalCookie(context, token);
      return undefined;
    },
  }),
  route(contract.signIn, {
    permission: 'public',
    verb: 'portal.at-the-door',
    perMinute: STRANGERS_PER_MINUTE,
    before: (context, { body }) => signInToPortal(context.services, { ...body, address: addressOf(context) }),
    handle: async () => undefined,
    after: async (context, _nothing, _input, { token }) => {
      setPortalCookie(context, token);
      return undefined;
    },
  }),
];
