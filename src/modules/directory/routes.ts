import { route } from '../../platform/http/route.ts';
import { contract } from './contract.ts';
import { addFacility, describeFacility, listFacilities } from './facilities.ts';
import { listOrganisations } from './practitioners.ts';

export const routes = [
  route(contract.listFacilities, {
    permission: 'directory/read',
    verb: 'directory.list-facilities',
    handle: async (act) => {
      act.note({ coalesce: 'facilities' });
      return { facilities: await listFacilities(act) };
    },
  }),
  route(contract.listOrganisations, {
    permission: 'directory/read',
    verb: 'directory.list-organisations',
    handle: (act, { query }) => listOrganisations(act, { text: query.text ?? '' }),
  }),
  route(contract.describeFacility, {
    permission: 'directory/manage',
    verb: 'directory.describe-facility',
    handle: (act, { params, body: { version, ...words } }) => describeFacility(act, params.id, words, { version }),
  }),
  route(contract.addFacility, {
    permission: 'directory/manage',
    verb: 'directory.add-facility',
    handle: (act, { body }) => addFacility(act, body),
  }),
];
