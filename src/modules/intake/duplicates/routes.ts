import { route } from '../../../platform/http/route.ts';
import { duplicatesContract as contract } from './contract.ts';
import { compareFiles, listDuplicates } from './list-duplicates.ts';
import { setDuplicate } from './set-duplicate.ts';

const item = ({ params }: { params: { id: string } }) => ({ kind: 'item', id: params.id });

export const duplicateRoutes = [
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-duplicates',
    subject: item,
    handle: async (act, { params }) => (await listDuplicates(act, params.id)) as never,
    after: async ({ services }, answer) => {
      const listed = answer as unknown as Awaited<ReturnType<typeof listDuplicates>>;
      return { duplicates: listed.found, differs: await compareFiles(services, listed) };
    },
  }),
  route(contract.discard, {
    permission: 'intake/index',
    verb: 'intake.set-duplicate',
    subject: item,
    handle: (act, { params, body }) => setDuplicate(act, { itemId: params.id, of: body.of }),
  }),
];
