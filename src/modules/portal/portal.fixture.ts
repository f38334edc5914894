import type { Actor } from '../../platform/act.ts';
import { registerPatient } from '../patients/index.ts';
import { FACILITY, type World } from '../../../test/world/world.ts';

export const PASSPHRASE = 'violin under wet gravel';

/** Somebody's browser at the portal, with the cookie it was given. */
export interface PortalSeat {
  call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Record<string, unknown> }>;
  cookie: string;
}

let seats = 0;

/** Behind a proxy that says where each browser is. */
export const BEHIND_A_PROXY = { env: { CHARTKEEPER_TRUST_PROXY: '127.0.0.1' } };

/** Nobody is announced to the world: the request is who its cookie says, as in the product. */
export function portalSeat(world: World, address = `10.0.0.${++seats % 250}`): PortalSeat {
  const seat: PortalSeat = {
    cookie: '',
    call: async (method, path, body, headers = {}) => {
      const answer = await world.callAs<never>(undefined as unknown as Actor, method, path, body, {
        'x-chartkeeper': '1',
        'x-forwarded-for': address,
        ...(seat.cookie === '' ? {} : { cookie: seat.cookie }),
        ...headers,
      });
      const set = answer.headers['set-cookie'];
      if (set !== undefined) seat.cookie = String(set).split(';')[0] ?? '';
      return answer;
    },
  };
  return seat;
}

export interface Invitation {
  readonly invitationId: string;
  readonly code: string;
}

export async function invite(
  world: World,
  clerk: Actor,
  patientId: string,
  more: Record<string, unknown> = {},
): Promise<Invitation> {
  const answer = await world.callAs<Invitation>(clerk, 'POST', `/portal-desk/patients/${patientId}/invitations`, {
    proof: { how: 'at-counter', idKind: 'driving-licence', idLastFour: '7741' },
    ...more,
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

export function accept(seat: PortalSeat, code: string, name: string, more: Record<string, unknown> = {}) {
  return seat.call<{ code?: string }>('POST', '/portal/invitations', {
    code,
    birthDate: '1961-03-12',
    name,
    passphrase: PASSPHRASE,
    language: 'en',
    ...more,
  });
}

/** Invited at the counter and signed in. */
export async function settle(world: World, clerk: Actor, patientId: string, name: string): Promise<PortalSeat> {
  const seat = portalSeat(world);
  const { code } = await invite(world, clerk, patientId);
  const { status, body } = await accept(seat, code, name);
  if (status !== 204) throw new Error(JSON.stringify(body));
  return seat;
}

export async function arrangePatient(
  world: World,
  family: string,
  given: string,
  more: { birthDate?: string; address?: boolean } = {},
): Promise<string> {
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        birthDate: more.birthDate ?? '1961-03-12',
        sex: 'female',
        names: [{ use: 'legal', family, given: [given] }],
        identifiers: [],
        contacts:
          more.address === true
            ? [
                {
                  kind: 'address',
                  use: 'home',
                  lines: ['4 Mill Lane'],
                  city: 'Dayton',
                  state: 'OH',
                  postalCode: '45402',
                  country: 'US',
                },
              ]
            : [],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  return id;
}

export const ASK = {
  language: 'en',
  what: ['visits', 'results'],
  from: '2026-01-01',
  to: '2026-11-20',
  goesTo: 'me',
  delivery: 'portal',
  phone: '+1 614 555 0144',
} as const;

/** A letter that left on paper: made, approved, out of its minute, in the envelope. */
export async function arrangeLetterThatLeft(
  world: World,
  clerk: Actor,
  letter: { name: string; patientId?: string; requestId?: string },
): Promise<string> {
  const call = async <T>(path: string, body?: unknown) => {
    const answer = await world.callAs<T>(clerk, 'POST', path, body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const { letterId } = await call<{ letterId: string }>('/letters', {
    template: 'acknowledgement',
    facts: { requestNumber: 'R-1', receivedOn: '2026-11-20' },
    recipient: { name: letter.name, lines: ['1 Court Square'] },
    ...(letter.patientId === undefined ? {} : { patientId: letter.patientId }),
    ...(letter.requestId === undefined ? {} : { case: { module: 'release', id: letter.requestId } }),
  });
  const { deliveryId } = await call<{ deliveryId: string }>(`/letters/${letterId}/send`, { way: { channel: 'print' } });
  world.clock.advance(61_000);
  await world.stack.drain();
  await call(`/outbox/${deliveryId}/printed`);
  return letterId;
}
