import { route } from '../../../platform/http/route.ts';
import { pendingContract as contract } from './contract.ts';
import { openPending } from './open-pending.ts';
import { pendPart, preparePending, unpendPart } from './pend-part.ts';
import { prepareMisdirected, setMisdirected } from './set-misdirected.ts';

const MAX_BYTES = 16_384;
const part = ({ params }: { params: { id: string } }) => ({ kind: 'part', id: params.id });

export const pendingRoutes = [
  route(contract.pend, {
    permission: 'intake/index',
    verb: 'intake.pend',
    subject: part,
    before: ({ services }, { body: { reason: _reason, ...read } }) => preparePending(services, read),
    handle: (act, { params, body: { reason, ...read } }, prepared) =>
      pendPart(act, { partId: params.id, read, reason }, prepared),
  }),
  route(contract.unpend, {
    permission: 'intake/index',
    verb: 'intake.unpend',
    subject: part,
    handle: (act, { params }) => unpendPart(act, params.id),
  }),
  route(contract.open, {
    permission: 'intake/index',
    verb: 'intake.open-pending',
    subject: part,
    handle: async (act, { params }) => ({ found: await openPending(act, params.id) }) as never,
    after: async ({ services }, answer) => {
      const { found } = answer as unknown as { found: Awaited<ReturnType<typeof openPending>> };
      if (found === undefined) return { pending: null };
      const identifiers: unknown = JSON.parse(
        (await services.blobs.read(found.identifiers, MAX_BYTES)).toString('utf8'),
      ); // we wrote it
      return { pending: { ...found.pending, identifiers } as never };
    },
  }),
  route(contract.misdirected, {
    permission: 'intake/index',
    verb: 'intake.set-misdirected',
    subject: ({ params }) => ({ kind: 'item', id: params.id }),
    before: (context, { params, body }) => prepareMisdirected(context, { itemId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => setMisdirected(act, { itemId: params.id, ...body }, prepared),
  }),
];
