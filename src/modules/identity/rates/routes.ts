import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { plain } from '../plain.ts';
import { ratesContract as contract } from './contract.ts';
import { askForCount } from './count-register.ts';
import { printRates, showRates } from './show-rates.ts';

export const ratesRoutes = [
  route(contract.rates, {
    permission: 'identity/read',
    verb: 'identity.see-rates',
    handle: async (act, { query }) => plain(await showRates(act, facilityOf(act, query.facilityId))),
  }),
  route(contract.saveRates, {
    permission: 'identity/read',
    verb: 'identity.save-rates',
    handle: (act, { query }) => printRates(act, facilityOf(act, query.facilityId)),
    after: (_context, bytes) =>
      Promise.resolve({ bytes, contentType: 'text/csv; charset=utf-8', attachment: 'rates-of-the-register.csv' }),
  }),
  route(contract.countRegister, {
    permission: 'identity/manage',
    verb: 'identity.ask-for-count',
    handle: (act, { query }) => askForCount(act, facilityOf(act, query.facilityId)),
  }),
];
