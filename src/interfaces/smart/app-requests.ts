import type { InteractionResults } from 'oidc-provider';
import type { RequestContext } from '../../platform/http/route.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { allowApp } from '../../modules/accounts/index.ts';
import { readPatient } from '../../modules/patients/index.ts';
import { contract } from './contract.ts';
import { problems } from './problems.ts';
import { openProvider } from './provider.ts';

/** What a person reads before answering an app. */
interface AppRequest {
  readonly clientId: string;
  readonly app: string;
  readonly goesTo: string;
  readonly scopes: readonly string[];
  readonly needsPatient: boolean;
}

/**
 * The page on which a person answers an app. Only the browser that the app sent here holds the cookie of the request, so
 * nobody can have somebody else answer a request of one's own.
 */
export const requestRoutes: readonly Route[] = [
  route(contract.appRequest, {
    permission: 'fhir/read',
    verb: 'smart.see-request',
    before: (context, { params }) => readRequest(context, params.uid),
    handle: async (act, _input, asked) => {
      const { clientId, app, goesTo, scopes, needsPatient } = stillOpen(asked);
      act.note({ subjectIds: [clientId], detail: { scopes } });
      return { app, goesTo, scopes: [...scopes], needsPatient };
    },
  }),
  route(contract.allowApp, {
    permission: 'fhir/read',
    verb: 'smart.allow-app',
    before: async (context, { params, body }) => {
      const asked = await readRequest(context, params.uid);
      if (asked?.needsPatient === true && body.patientId !== undefined) await mustBeReadable(context, body.patientId);
      return asked;
    },
    handle: async (act, { body }, asked) => {
      const { clientId, scopes, needsPatient } = stillOpen(asked);
      if (needsPatient && body.patientId === undefined)
        throw problems.choosePatient({ detail: 'Nothing was allowed. Choose whose record the app may read.' });
      return allowApp(act, { clientId, scopes, patientId: needsPatient ? body.patientId : undefined });
    },
    after: async (context, { grantId }) => {
      const accountId = context.actor.id;
      return goOn(context, { login: { accountId, remember: false }, consent: { grantId } });
    },
  }),
  route(contract.refuseApp, {
    permission: 'accounts/own-account',
    verb: 'smart.refuse-app',
    before: (context, { params }) => readRequest(context, params.uid),
    handle: async (act, _input, asked) => act.note({ subjectIds: [stillOpen(asked).clientId] }),
    after: (context) =>
      goOn(context, { error: 'access_denied', error_description: 'The person did not let the app in.' }),
  }),
];

/** @throws smart/request-over */
function stillOpen(asked: AppRequest | undefined): AppRequest {
  if (asked !== undefined) return asked;
  throw problems.requestOver({
    detail:
      'Nothing was allowed. The request was answered already, took too long, or began in another browser. Go back to the app and start again.',
  });
}

/** Undefined: unknown, answered, too old, or of another browser; said only after it was decided who may ask. */
async function readRequest({ services, request, reply }: RequestContext, uid: string): Promise<AppRequest | undefined> {
  const provider = await openProvider(services);
  const found = await provider.interactionDetails(request.raw, reply.raw).catch((error: unknown) => {
    // By its name: the library is loaded with the first request, not with this file.
    if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
    throw error;
  });
  const client = found === undefined ? undefined : await provider.Client.find(String(found.params['client_id']));
  if (found === undefined || found.uid !== uid || found.result !== undefined || client === undefined) return undefined;
  const scopes = String(found.params['scope'] ?? '').split(' ');
  return {
    clientId: client.clientId,
    app: client.clientName ?? client.clientId,
    goesTo: new URL(String(found.params['redirect_uri'])).host,
    scopes,
    needsPatient: scopes.some((scope) => scope.startsWith('patient/') || scope === 'launch/patient'),
  };
}

/** The person may open this record, and it is not the own one: the same decision as when it is opened at the desk. */
async function mustBeReadable({ services, request }: RequestContext, patientId: string): Promise<void> {
  await services.acting.act(
    request.actContext,
    {
      verb: 'smart.choose-patient',
      permission: 'patients/read',
      subject: { kind: 'patient', id: patientId, patientId },
    },
    (act) => readPatient(act, patientId),
  );
}

async function goOn(
  { services, request, reply }: RequestContext,
  result: InteractionResults,
): Promise<{ continueAt: string }> {
  const provider = await openProvider(services);
  const returnTo = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
  // The same host as this page, under whatever name it was asked.
  return { continueAt: new URL(returnTo).pathname };
}
