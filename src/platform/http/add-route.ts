import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ActContext } from '../act.ts';
import { platformProblems } from '../problem.ts';
import type { Services } from '../services.ts';
import { sendAnswer } from './answer.ts';
import { ANONYMOUS } from './anonymous.ts';
import { isRepeat, withIdempotency } from './idempotency.ts';
import type { Route } from './route.ts';

/** Of a request that is no upload. */
export const BODY_LIMIT = 1024 * 1024;

/** One route of a module: identified, decided, done once and logged in `act`, then answered by its schema. */
export function addRoute(
  api: FastifyInstance,
  services: Services,
  module: string,
  each: Route,
  identify: (request: FastifyRequest) => Promise<ActContext>,
): void {
  const { endpoint } = each;
  const digestKey = services.keyring.derive('request digest');
  api.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: each.parts.bodyLimit ?? BODY_LIMIT,
    schema: {
      tags: [module],
      summary: endpoint.summary,
      description: `Permission: ${each.permission}. Audit verb: ${each.verb}.`,
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      ...(endpoint.response === undefined ? {} : { response: { [endpoint.status ?? 200]: endpoint.response } }),
      ...(each.permission === 'public' ? { security: [] } : {}),
    },
    config: each.parts.perMinute === undefined ? {} : { rateLimit: { max: each.parts.perMinute } },
    preValidation: async (request) => {
      refuseCrossSite(request, services.publicUrl);
      request.actContext = each.permission === 'public' ? { actor: ANONYMOUS } : await identify(request);
    },
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body } as never; // checked by the schemas above
      const context = { services, request, reply, actor: request.actContext.actor };
      // Where an `after` step shows what `before` made, both run again: it knows what is shown once only.
      const skippable = each.parts.before !== undefined && each.parts.after === undefined;
      const repeat = skippable && (await isRepeat(services.acting, request, context.actor));
      const prepared = repeat ? undefined : await each.parts.before?.(context, input);
      const subject = each.parts.subject?.(input);
      const result = await services.acting.act(
        request.actContext,
        {
          verb: each.verb,
          permission: each.permission,
          ...(each.parts.purpose === undefined ? {} : { purpose: each.parts.purpose }),
          ...(subject === undefined ? {} : { subject }),
        },
        (act) => withIdempotency(act, request, digestKey, () => each.parts.handle(act, input, prepared)),
      );
      const answer = each.parts.after === undefined ? result : await each.parts.after(context, result, input, prepared);
      return sendAnswer(reply, endpoint, answer);
    },
  });
}

/** Cookies go along by themselves, so a changing request must come from our own pages (or carry no cookie at all). */
function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.headers.cookie === undefined) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const ours = origin === undefined || origin === publicUrl || new URL(origin).host === request.headers.host;
  if (
    request.headers['x-chartkeeper'] === '1' &&
    ours &&
    (site === undefined || site === 'same-origin' || site === 'none')
  )
    return;
  throw platformProblems.crossSite({ detail: 'Nothing was changed. Reload the page and try again.' });
}
