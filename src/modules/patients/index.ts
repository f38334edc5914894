import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { routes } from './routes.ts';

export {
  currentName,
  type ContactFacts,
  type IdentifierFacts,
  type IdentifierKind,
  type NameFacts,
  type NameUse,
  type PatientFacts,
  type PatientRecord,
  printName,
} from './facts.ts';
export { findAlike, findAlikePerson } from './find-alike.ts';
export { type Candidate, readComparable } from './find-candidates.ts';
export { type FlagKind, lowerFlag, raiseFlag } from './flags.ts';
export type { PatientId } from './ids.ts';
export { linkPatients, unlinkPatients } from './link-patients.ts';
export { moveNumber } from './move-number.ts';
export { recordMother } from './mother.ts';
export { mergePatients, unmergePatients } from './merge-patients.ts';
export { type NamedPatient, nameOfPatients } from './name-patients.ts';
export { memberIds, readPatient } from './read-patient.ts';
export { registeredNow, registerPatient, type Registration } from './register-patient.ts';
export { registrationsWith } from './registrations-with.ts';
export { replacePatient } from './replace-patient.ts';
export type { RepresentativeEvaluation } from './evaluate-representative.ts';
export {
  addRepresentative,
  isKnownDead,
  type JudgedRepresentative,
  listRepresentatives,
  type RepresentativeFacts,
} from './representatives.ts';
export { facilityOf } from './routes.ts';
export { keepApart, liftKeptApart } from './keep-apart.ts';
export { MERGE_FIELDS, type MergeChoices, type MergeField } from './take-fields.ts';
export { personOf } from './search-keys.ts';
export { type FoundPatient, searchPatients } from './search-patients.ts';

export const module = defineModule({
  name: 'patients',
  routes,
  problems,
  permissions: {
    'patients/search': 'Find patients.',
    'patients/read': 'Open a patient’s names, numbers, contacts and flags.',
    'patients/register': 'Register a patient.',
    'patients/correct': 'Correct a patient.',
    'patients/represent': 'Record who acts for a patient, the end of it, and decide what the rules leave open.',
    'patients/flag': 'Raise and lower flags.',
    'patients/merge': 'Merge and unmerge registrations.',
  },
  events: {
    'patients.registered': 'A patient was registered: patientId.',
    'patients.changed': 'Names, numbers, contacts or dates of a patient changed: patientId.',
    'patients.died': 'A patient’s death became known: patientId.',
    'patients.representatives-changed': 'Who acts for a patient changed: patientId.',
    'patients.proof-named': 'A paper in the record was named as proof of a power: patientId, documentId.',
    'patients.linked': 'A source says that two registrations are one person; both stay: patientId, otherId.',
    'patients.unlinked': 'A source took that back: patientId, otherId.',
    'patients.merged': 'Two registrations are one person: mergeId, retiredId, survivorId.',
    'patients.unmerged': 'A merge was undone: mergeId, patientId, survivorId.',
    'patients.relabelled': 'The sensitivity of the person changed: patientId, labels.',
  },
  auditVerbs: {
    'patients.search': 'searched for patients',
    'patients.register': 'registered a patient',
    'patients.open': 'opened a patient',
    'patients.replace': 'corrected a patient',
    'patients.raise-flag': 'raised a flag',
    'patients.lower-flag': 'lowered a flag',
    'patients.list-links':
      'looked at the mother, the children and the registrations that a source links with a patient',
    'patients.list-representatives': 'listed a patient’s representatives',
    'patients.add-representative': 'recorded a representative',
    'patients.end-representative': 'recorded that a representative’s power ended',
    'patients.judge-representative': 'decided whether a representative may act',
    'patients.break-glass': 'opened a restricted record in need',
  },
});
