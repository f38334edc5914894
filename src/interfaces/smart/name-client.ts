import type { IncomingMessage } from 'node:http';
import type { Services } from '../../platform/services.ts';
import { findTicket } from '../../modules/accounts/index.ts';
import { findGrant } from './adapter-apps.ts';

/**
 * The form of a token request, where an app that renews does not say who it is: SMART App Launch 2 asks for the refresh
 * token alone, which is one app's and no other's, and the library wants a `client_id`. An app with a key still proves it.
 */
export async function nameClient(services: Services, body: Buffer): Promise<Buffer> {
  const form = new URLSearchParams(body.toString('utf8'));
  const ticket = form.get('refresh_token');
  if (form.get('grant_type') !== 'refresh_token' || ticket === null) return body;
  if (form.has('client_id') || form.has('client_assertion')) return body;
  const now = services.clock.now();
  const found = await services.acting.lookup((queries) => findTicket(queries, { kind: 'refresh', ticket }, now));
  const grant = await findGrant(services, found?.grantId ?? undefined);
  if (grant === undefined) return body;
  form.set('client_id', grant.clientId);
  return Buffer.from(form.toString());
}

/** The request once more with a body that was read from it, for a library that reads the body itself. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  request.headers['content-length'] = String(body.length);
  return Object.create(request, {
    readable: { value: true },
    readableEncoding: { value: null },
    iterator: { value: () => [body] },
  }) as IncomingMessage; // all else is the request's own
}
