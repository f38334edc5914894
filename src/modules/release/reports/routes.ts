import { facilityOf } from '../../patients/index.ts';
import { route } from '../../../platform/http/route.ts';
import { reportContract as contract } from './contract.ts';
import { loadEscalation } from './load-escalation.ts';
import { setEscalation } from './set-escalation.ts';
import { printReport, reportRelease } from './report-release.ts';

export const reportRoutes = [
  route(contract.report, {
    permission: 'release/report',
    verb: 'release.report',
    handle: (act, { query }) => reportRelease(act, { ...query, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.saveReport, {
    permission: 'release/report',
    verb: 'release.save-report',
    handle: (act, { query }) => printReport(act, { ...query, facilityId: facilityOf(act, query.facilityId) }),
    after: (_context, bytes) =>
      Promise.resolve({ bytes, contentType: 'text/csv; charset=utf-8', attachment: 'release-of-information.csv' }),
  }),
  route(contract.escalation, {
    permission: 'release/report',
    verb: 'release.view-escalation',
    handle: (act, { query }) => loadEscalation(act, facilityOf(act, query.facilityId)),
  }),
  route(contract.setEscalation, {
    permission: 'release/manage',
    verb: 'release.set-escalation',
    handle: (act, { query, body }) => setEscalation(act, { ...body, facilityId: facilityOf(act, query.facilityId) }),
  }),
];
