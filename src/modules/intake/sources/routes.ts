import { join } from 'node:path';
import { route } from '../../../platform/http/route.ts';
import type { Services } from '../../../platform/services.ts';
import { facilityOf } from '../../patients/index.ts';
import { sourcesContract as contract } from './contract.ts';
import { listArrivals, listSources } from './list-sources.ts';
import { changeSource, registerSource } from './register-source.ts';

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

export function watchedFolder(settings: Services['settings']): string {
  return settings.watch === '' ? join(settings.data, 'inbox') : settings.watch;
}
