import type { Act } from '../platform/act.ts';
import { isId } from '../platform/ids.ts';
import type { ModuleDefinition } from '../platform/module.ts';
import { createAuditModule } from '../modules/audit/index.ts';
import { type AccessTrust, createAccessModule } from '../modules/access/index.ts';
import { module as accounts, namesOfPeople } from '../modules/accounts/index.ts';
import { module as correspondence } from '../modules/correspondence/index.ts';
import { module as directory } from '../modules/directory/index.ts';
import { module as documents } from '../modules/documents/index.ts';
import { module as encounters } from '../modules/encounters/index.ts';
import { module as identity } from '../modules/identity/index.ts';
import { module as intake } from '../modules/intake/index.ts';
import { module as patients, nameOfPatients } from '../modules/patients/index.ts';
import { module as portal } from '../modules/portal/index.ts';
import { module as privacy } from '../modules/privacy/index.ts';
import { module as regulations } from '../modules/regulations/index.ts';
import { createReleaseModule } from '../modules/release/index.ts';
import { module as ccda } from '../interfaces/ccda/index.ts';
import { module as fhir, readStructured } from '../interfaces/fhir/index.ts';
import { module as fhirClient } from '../interfaces/fhir-client/index.ts';
import { module as hl7v2 } from '../interfaces/hl7v2/index.ts';
import { module as smart } from '../interfaces/smart/index.ts';
import { createWorklistModule } from '../modules/worklist/index.ts';
import { createGround } from './ground.ts';

/** What the demonstration does in the product's own name; everything else in it is done by its staff. */
const DEMONSTRATION_VERBS = {
  'demonstration.register': 'registered a fictional patient',
  'demonstration.merge': 'merged two fictional registrations',
  'demonstration.hold': 'placed a legal hold on a fictional record',
  'demonstration.file': 'filed a fictional document',
  'demonstration.count': 'counted the fictional record',
};

/** The list of modules. A new one is added here and in modules/map.ts, nowhere else. */
export function createModules(access_: AccessTrust): readonly ModuleDefinition[] {
  const modules: ModuleDefinition[] = [];
  const sentences = () =>
    Object.assign({}, ...modules.map((module) => module.auditVerbs ?? {})) as Record<string, string>;
  const worklist = createWorklistModule({
    kinds: () => modules.flatMap((module) => module.worklistKinds ?? []),
    permitted: (act: Act, permissions) => access_.permissionsOf(act.actor, permissions),
  });
  const access = createAccessModule({
    ownPermissions: (act) => access_.permissionsOf(act.actor, permissionsOf(modules)),
    namePatients: nameOfPatients,
  });
  modules.push(
    createGround(DEMONSTRATION_VERBS),
    createAuditModule({ sentences, names: (act, ids) => namesOfPeople(act, ids.filter(isId)) }),
    directory,
    regulations,
    accounts,
    access,
    worklist,
    patients,
    encounters,
    documents,
    correspondence,
    intake,
    createReleaseModule({ readStructured }),
    privacy,
    portal,
    identity,
    fhir,
    fhirClient,
    hl7v2,
    ccda,
    smart,
  );
  return modules;
}

export function permissionsOf(modules: readonly ModuleDefinition[]): string[] {
  return modules.flatMap((module) => Object.keys(module.permissions ?? {}));
}
