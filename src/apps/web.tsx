import '../ui/styles.ts';
import { contract as access } from '../modules/access/contract.ts';
import { web as accessWeb } from '../modules/access/web/index.tsx';
import { createSessionSource, web as accountsWeb } from '../modules/accounts/web/index.tsx';
import { web as auditWeb } from '../modules/audit/web/index.tsx';
import { web as correspondenceWeb } from '../modules/correspondence/web/index.tsx';
import { contract as directory } from '../modules/directory/contract.ts';
import { web as directoryWeb } from '../modules/directory/web/index.tsx';
import { web as documentsWeb } from '../modules/documents/web/index.tsx';
import { web as encountersWeb } from '../modules/encounters/web/index.tsx';
import { web as identityWeb } from '../modules/identity/web/index.tsx';
import { web as intakeWeb } from '../modules/intake/web/index.tsx';
import { web as patientsWeb } from '../modules/patients/web/index.tsx';
import { web as portalWeb } from '../modules/portal/web/index.tsx';
import { web as privacyWeb } from '../modules/privacy/web/index.tsx';
import { web as regulationsWeb } from '../modules/regulations/web/index.tsx';
import { web as releaseWeb } from '../modules/release/web/index.tsx';
import { web as worklistWeb } from '../modules/worklist/web/index.tsx';
import { web as ccdaWeb } from '../interfaces/ccda/web/index.tsx';
import { web as fhirClientWeb } from '../interfaces/fhir-client/web/index.tsx';
import { web as hl7v2Web } from '../interfaces/hl7v2/web/index.tsx';
import { web as smartWeb } from '../interfaces/smart/web/index.tsx';
import { call } from '../ui/api/call.ts';
import { startDesk } from '../ui/start.tsx';

/** The list of modules with screens. A new one is added here, nowhere else. */
const modules = [
  worklistWeb,
  patientsWeb,
  encountersWeb,
  documentsWeb,
  intakeWeb,
  releaseWeb,
  privacyWeb,
  portalWeb,
  identityWeb,
  correspondenceWeb,
  auditWeb,
  accessWeb,
  regulationsWeb,
  accountsWeb,
  directoryWeb,
  hl7v2Web,
  ccdaWeb,
  fhirClientWeb,
  smartWeb,
];

const session = createSessionSource({
  permissions: async () => (await call(access.ownPermissions, {})).permissions,
  facilities: async () =>
    (await call(directory.listFacilities, {})).facilities.map((facility) => ({ ...facility, zone: facility.timeZone })),
});

const desk = document.getElementById('desk');
if (desk === null) throw new Error('index.html has no place for the desk');
startDesk({ modules, session }, desk);
