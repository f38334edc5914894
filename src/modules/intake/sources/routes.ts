import { route } from '../../../platform/http/route.ts';
import type { Services } from '../../../platform/services.ts';
import { problems } from '../problems.ts';
import { facilityOf } from '../../patients/index.ts';
import { sourcesContract as contract } from './contract.ts';
import { listArrivals, listSources } from './list-sources.ts';
import { askTestPage, viewSourceTest } from './ask-test-page.ts';
import { loadSource } from './load-source.ts';
import { changeSource, registerSource } from './register-source.ts';
import { testMailbox } from './test-mailbox.ts';
import { watchedFolder } from './watched-folder.ts';

const source = ({ params }: { params: { id: string } }) => ({ kind: 'source', id: params.id });
/** The key ring lies outside the act. */
const keyring = ({ services }: { services: Services }) => Promise.resolve(services.keyring);

export const sourceRoutes = [
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-sources',
    handle: (act) => listSources(act),
    after: ({ services: { settings, publicUrl } }, sources) =>
      Promise.resolve({
        sources: [...sources],
        places: {
          folder: watchedFolder(settings),
          mailHost: settings.smtpPort === 0 ? null : settings.smtpHost,
          mailPort: settings.smtpPort,
          apiUrl: `${publicUrl}/api/v1/intake/items`,
          malwareScanner: settings.clamd !== '',
        },
      }),
  }),
  route(contract.add, {
    permission: 'intake/manage-sources',
    verb: 'intake.add-source',
    before: keyring,
    handle: (act, { body }, ring) =>
      registerSource(act, ring, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.change, {
    permission: 'intake/manage-sources',
    verb: 'intake.change-source',
    subject: source,
    before: keyring,
    handle: (act, { params, body }, ring) => changeSource(act, ring, { id: params.id, ...body }),
  }),
  route(contract.sendTest, {
    permission: 'intake/manage-sources',
    verb: 'intake.ask-test-page',
    subject: source,
    perMinute: 20,
    handle: (act, { params }) => askTestPage(act, { sourceId: params.id }),
  }),
  route(contract.test, {
    permission: 'intake/read',
    verb: 'intake.view-source-test',
    subject: source,
    handle: async (act, { params }) => ({ test: await viewSourceTest(act, params.id) }),
  }),
  route(contract.connect, {
    permission: 'intake/manage-sources',
    verb: 'intake.test-mailbox',
    subject: source,
    perMinute: 20,
    handle: async (act, { params }) => {
      const found = await loadSource(act, params.id);
      if (found.kind !== 'mailbox')
        throw problems.sourceWrong({ detail: 'Only a mailbox is connected to. Send a test page instead.' });
      act.note({ subjectIds: [found.id] });
      return found;
    },
    after: ({ services }, found) => testMailbox(services, found),
  }),
  route(contract.arrivals, {
    permission: 'intake/read',
    verb: 'intake.list-arrivals',
    subject: source,
    handle: (act, { params, query }) =>
      listArrivals(act, {
        sourceId: params.id,
        limit: query.limit,
        before:
          query.beforeAt === undefined || query.beforeId === undefined
            ? undefined
            : { at: query.beforeAt, id: query.beforeId },
      }),
  }),
];
