import { route } from '../../../platform/http/route.ts';
import { duplicatesContract as contract } from './contract.ts';
import { compareDocuments, listDuplicates } from './list-duplicates.ts';
import { setDuplicate } from './set-duplicate.ts';

const part = ({ params }: { params: { id: string } }) => ({ kind: 'part', id: params.id });

export const duplicateRoutes = [
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-duplicates',
    subject: part,
    handle: async (act, { params }) => (await listDuplicates(act, params.id)) as never,
    after: async ({ services }, answer) => {
      const listed = answer as unknown as Awaited<ReturnType<typeof listDuplicates>>;
      return { duplicates: listed.found, differs: await compareDocuments(services, listed) };
    },
  }),
  route(contract.discard, {
    permission: 'intake/index',
    verb: 'intake.set-duplicate',
    subject: part,
    handle: (act, { params, body }) => setDuplicate(act, { partId: params.id, of: body.of }),
  }),
];
