import { userInfo } from 'node:os';
import type { FastifyRequest } from 'fastify';
import type { ActContext, Actor } from '../platform/act.ts';
import { type Identify, sessionCookieName } from '../platform/http/server.ts';
import type { Services } from '../platform/services.ts';
import { operatorActor } from '../platform/system-actor.ts';
import { identifySession, identifyToken } from '../modules/accounts/index.ts';
import { glassEpoch, glassInForce } from '../modules/access/index.ts';
import { identifyPortal, PORTAL_PATH, portalCookieName } from '../modules/portal/index.ts';
import { registrationsWith } from '../modules/patients/index.ts';

/** A second of age is the revocation time promised for everything else too. */
const CACHE_MS = 1_000;
const CACHED = 5_000;

const FHIR_PATH = '/fhir/R4';

type Standing = Pick<Actor, 'glass' | 'ownPatientIds'>;

/**
 * Who a request is: the owner of the data at the socket, a machine by its token, a person by the session cookie. The paths
 * of the portal are a realm of their own: its cookie counts there and nowhere else, and no other counts there.
 */
export function createIdentify(services: Services): Identify {
  const cookieName = sessionCookieName(services.settings);
  const portalCookie = portalCookieName(services.settings);
  const known = new Map<string, { at: number; epoch: number; standing: Standing }>();

  /** What changes under a session: records opened in need, and what was merged with the person's own registrations. */
  async function withStanding(context: ActContext): Promise<ActContext> {
    const { actor } = context;
    const now = services.clock.now();
    const own = actor.ownPatientIds ?? [];
    const key = `${actor.id} ${own.join(' ')}`;
    let found = known.get(key);
    if (found === undefined || found.epoch !== glassEpoch() || now.getTime() - found.at > CACHE_MS) {
      const epoch = glassEpoch();
      const standing = await services.acting.lookup(async (queries): Promise<Standing> => {
        const glass = await glassInForce(queries, actor.id, now);
        const ownPatientIds = own.length === 0 ? own : await registrationsWith(queries, own);
        return { ownPatientIds, ...(glass.length === 0 ? {} : { glass }) };
      });
      found = { at: now.getTime(), epoch, standing };
      if (known.size > CACHED) known.clear();
      known.set(key, found);
    }
    return { ...context, actor: { ...actor, ...found.standing } };
  }

  /** The same people after a merge: the chosen patient, and those that the person is and must not read. */
  async function withRegistrations(context: ActContext): Promise<ActContext> {
    const { actor } = context;
    const { ownPatientIds = [], boundPatientIds } = actor;
    const both = await services.acting.lookup(async (queries) => ({
      ownPatientIds: ownPatientIds.length === 0 ? ownPatientIds : await registrationsWith(queries, ownPatientIds),
      ...(boundPatientIds === undefined
        ? {}
        : {
            boundPatientIds:
              boundPatientIds.length === 0 ? boundPatientIds : await registrationsWith(queries, boundPatientIds),
          }),
    }));
    return { ...context, actor: { ...actor, ...both } };
  }

  return async (request: FastifyRequest, from, options) => {
    if (from === 'control') return { actor: operatorActor(userInfo().username) };
    if (request.routeOptions.url?.startsWith(PORTAL_PATH) === true) {
      const own = request.cookies[portalCookie];
      return own === undefined ? undefined : identifyPortal(services, own);
    }
    const authorization = request.headers.authorization;
    if (authorization?.startsWith('Bearer ') === true) {
      const context = await identifyToken(services, authorization.slice('Bearer '.length).trim());
      if (context?.actor.app === undefined) return context;
      // What an app reads for a person it reads as FHIR. Its token opens no other door, whatever the person may do there.
      return request.routeOptions.url?.startsWith(FHIR_PATH) === true ? withRegistrations(context) : undefined;
    }
    const cookie = request.cookies[cookieName];
    if (cookie === undefined) return undefined;
    const context = await identifySession(services, cookie, options);
    return context === undefined ? undefined : withStanding(context);
  };
}
