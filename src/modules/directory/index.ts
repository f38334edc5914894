import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { routes } from './routes.ts';

export {
  addFacility,
  countryOf,
  DEFAULT_FACILITY,
  describeFacility,
  facilityById,
  mrnSystemOf,
  type FacilityFacts,
  type FacilityWords,
  listFacilities,
} from './facilities.ts';
export { findOrganisation, recordOrganisation, recordPractitioner } from './practitioners.ts';

export const module = defineModule({
  name: 'directory',
  routes,
  problems,
  permissions: {
    'directory/read': 'See facilities, units and practitioners.',
    'directory/manage': 'Change facilities and add new ones.',
  },
  events: {
    'directory.facility-described': 'A facility was added or its name, place or time zone changed: facilityId.',
  },
  auditVerbs: {
    'directory.list-facilities': 'listed the facilities',
    'directory.list-organisations': 'looked up organisations',
    'directory.describe-facility': 'changed a facility',
    'directory.add-facility': 'added a facility',
  },
});
