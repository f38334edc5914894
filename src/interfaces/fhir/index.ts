import { defineModule } from '../../platform/module.ts';
import { projectLabels, projectStanding, projectStruck } from './documents/project-document.ts';
import { problems } from './problems.ts';
import { projectPatient } from './project.ts';
import { projectQueued } from './projected/project-queued.ts';
import { queueDocument, queueEncounter, queueForms, queueRestriction } from './projected/queue-projection.ts';
import { relabelResources } from './relabel-resources.ts';
import { indexStored } from './search/index-stored.ts';

export { deriveTextPages } from './documents/derive-plain-text.ts';
export { binaryOf, findFiledBinary } from './documents/filed-binary.ts';
export { readPictures } from './documents/read-pictures.ts';
export { matchPatient } from './operations/match-patient.ts';
export { readStructured } from './read-structured.ts';
export { readEntry } from './read-entries.ts';
export { isObject, type Json, type JsonObject, objects, readJson } from './read-json.ts';
export { rewriteReferences } from './references.ts';
export { findSources, nameSource } from './sources.ts';
export { takePrepared } from './take-prepared.ts';
export { type StoredResource, storeResources } from './store.ts';
export { listGivenUp, projectAgain } from './projected/given-up.ts';
export { fhirRoutes } from './routes.ts';
export type { ImportResult } from './import-file.ts';

export const module = defineModule({
  name: 'fhir',
  problems,
  permissions: {
    'fhir/read': 'Read, count and search as FHIR R4.',
    'fhir/read-log': 'Read the log of accesses as FHIR AuditEvents.',
    'fhir/write': 'Create and update as FHIR R4.',
    'fhir/import': 'Import FHIR files.',
  },
  within: {
    'patients.registered': projectPatient,
    'patients.changed': projectPatient,
    'documents.relabelled': projectLabels,
    'documents.entered-in-error': projectStruck,
    'documents.error-withdrawn': projectStanding,
    'documents.filed': queueDocument,
    'documents.version-added': queueDocument,
    'documents.reindexed': queueDocument,
    'documents.signed': queueDocument,
    'documents.status-said': queueDocument,
    'documents.made-searchable': queueDocument,
    'encounters.recorded': queueEncounter,
    'encounters.changed': queueEncounter,
    'encounters.discharged': queueEncounter,
    'release.identification-withdrawn': queueForms,
    'release.authority-recorded': queueForms,
    'release.restriction-changed': queueRestriction,
  },
  reactions: [
    { name: 'fhir.follow-labels', events: ['patients.relabelled'], verb: 'fhir.relabel', react: relabelResources },
  ],
  jobs: [indexStored, projectQueued],
  auditVerbs: {
    'fhir.index': 'gave stored FHIR resources their place in the search index',
    'fhir.relabel': 'gave FHIR resources the labels of their patient',
    'fhir.project': 'served documents and encounters of the desk as FHIR',
    'fhir.prepare': 'looked up what is here before a FHIR message was taken',
    'fhir.transaction': 'took a FHIR transaction',
    'fhir.create': 'created a FHIR resource',
    'fhir.ask-for-records': 'asked for records by a FHIR Task',
    'fhir.update': 'updated a FHIR resource',
    'fhir.read': 'read a FHIR resource',
    'fhir.vread': 'read an earlier version of a FHIR resource',
    'fhir.history': 'read the versions of a FHIR resource',
    'fhir.delete': 'deleted a FHIR resource',
    'fhir.count': 'counted FHIR resources',
    'fhir.search': 'searched FHIR resources',
    'fhir.read-log': 'read the log of accesses as FHIR',
    'fhir.everything': 'read a whole record as FHIR',
    'fhir.validate': 'judged a FHIR resource without storing it',
    'fhir.match': 'asked who a person is, as FHIR',
    'fhir.import': 'imported a FHIR file',
  },
});
