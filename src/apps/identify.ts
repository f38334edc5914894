import { userInfo } from 'node:os';
import type { FastifyRequest } from 'fastify';
import type { ActContext, Actor } from '../platform/act.ts';
import { type Identify, sessionCookieName } from '../platform/http/server.ts';
import type { Services } from '../platform/services.ts';
import { operatorActor } from '../platform/system-actor.ts';
import { identifySession, identifyToken } from '../modules/accounts/index.ts';
import { glassInForce } from '../modules/access/index.ts';

/** Break-the-glass grants are few and short; a second of age is the revocation time promised for everything else too. */
const GLASS_CACHE_MS = 1_000;

/** Who a request is: the owner of the data at the socket, a machine by its token, a person by the session cookie. */
export function createIdentify(services: Services): Identify {
  const cookieName = sessionCookieName(services.settings);
  const glass = new Map<string, { at: number; grants: NonNullable<Actor['glass']> }>();

  async function withGlass(context: ActContext): Promise<ActContext> {
    const { actor } = context;
    const now = services.clock.now();
    const known = glass.get(actor.id);
    if (known === undefined || now.getTime() - known.at > GLASS_CACHE_MS) {
      if (glass.size > 5_000) glass.clear();
      const grants = await services.acting.lookup((queries) => glassInForce(queries, actor.id, now));
      glass.set(actor.id, { at: now.getTime(), grants });
      return grants.length === 0 ? context : { ...context, actor: { ...actor, glass: grants } };
    }
    return known.grants.length === 0 ? context : { ...context, actor: { ...actor, glass: known.grants } };
  }

  return async (request: FastifyRequest, from) => {
    if (from === 'control') return { actor: operatorActor(userInfo().username) };
    const authorization = request.headers.authorization;
    if (authorization?.startsWith('Bearer ') === true)
      return identifyToken(services, authorization.slice('Bearer '.length).trim());
    const cookie = request.cookies[cookieName];
    if (cookie === undefined) return undefined;
    const context = await identifySession(services, cookie);
    return context === undefined ? undefined : withGlass(context);
  };
}
