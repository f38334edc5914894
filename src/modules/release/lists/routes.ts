import { route } from '../../../platform/http/route.ts';
import { WORKBOOK_TYPE } from '../../../platform/print-workbook.ts';
import { READING_LIMITS } from '../../../platform/reading/index.ts';
import { facilityOf } from '../../patients/index.ts';
import { plain } from '../plain.ts';
import { listsContract as contract } from './contract.ts';
import { listLists, openList, printAnswers, printOutcomes } from './open-list.ts';
import { startList } from './run-list.ts';
import { readList, takeList } from './take-list.ts';
import { tryList } from './try-list.ts';

const ofList = ({ params }: { params: { id: string } }) => ({ kind: 'request-list', id: params.id });

export const listRoutes = [
  route(contract.lists, {
    permission: 'release/work',
    verb: 'release.see-lists',
    handle: async (act) => plain(await listLists(act)),
  }),
  route(contract.takeList, {
    permission: 'release/work',
    verb: 'release.take-list',
    bodyLimit: READING_LIMITS.tablePartBytes,
    before: (context, { query }) => readList(context, query.name),
    handle: (act, { query }, list) => takeList(act, { list, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.openList, {
    permission: 'release/work',
    verb: 'release.open-list',
    subject: ofList,
    handle: async (act, { params }) => plain(await openList(act, params.id)) as never, // settings as they were checked
  }),
  route(contract.tryList, {
    permission: 'release/work',
    verb: 'release.try-list',
    subject: ofList,
    handle: (act, { params, body }) => tryList(act, { listId: params.id, settings: body }),
  }),
  route(contract.runList, {
    permission: 'release/work',
    verb: 'release.start-list',
    subject: ofList,
    handle: (act, { params, body }) => startList(act, { listId: params.id, settings: body }),
  }),
  route(contract.saveOutcomes, {
    permission: 'release/work',
    verb: 'release.save-list-outcomes',
    subject: ofList,
    handle: (act, { params }) => printOutcomes(act, params.id),
    after: (_context, { fileName, bytes }) =>
      Promise.resolve({ bytes, contentType: 'text/csv; charset=utf-8', attachment: fileName }),
  }),
  route(contract.saveAnswers, {
    permission: 'release/work',
    verb: 'release.save-list-outcomes',
    subject: ofList,
    handle: (act, { params }) => printAnswers(act, params.id),
    after: (_context, { fileName, bytes }) =>
      Promise.resolve({ bytes, contentType: WORKBOOK_TYPE, attachment: fileName }),
  }),
];
