export const events = {
  'documents.filed':
    'A document was filed: patientId, documentId, unitId, versionId, encounterId, typeCode, receivedVia.',
  'documents.version-added': 'A document got a new version: patientId, documentId, versionId, number.',
  'documents.signed': 'A document was signed: patientId, documentId, versionId, role.',
  'documents.entered-in-error': 'A document was marked entered in error: patientId, documentId, cause.',
  'documents.error-withdrawn': 'A document stands again: patientId, documentId.',
  'documents.amended': 'Something was said about a document: patientId, documentId, amendmentId, kind.',
  'documents.reindexed': 'Type, encounter, date, title or author of a document was corrected: patientId, documentId.',
  'documents.moved': 'A misfiled document was moved: fromPatientId, fromDocumentId, patientId, documentId.',
  'documents.outside-reviewed': 'It was decided what is kept of an outside record: patientId, documentId, decision.',
  'documents.relabelled': 'The sensitivity of a document changed: patientId, documentId.',
  'documents.status-said': 'Somebody said what the version that stands is: patientId, documentId, versionId, status.',
  'documents.made-searchable': 'A version got its searchable copy: patientId, documentId, versionId.',
  'documents.late': 'Something was filed to a coded or closed encounter: patientId, documentId, why.',
  'documents.late-answered': 'Somebody said what a late document means for the coding: patientId, documentId, answer.',
  'documents.hold-placed': 'A legal hold was placed: patientId, holdId.',
  'documents.hold-lifted': 'A legal hold was lifted: patientId, holdId.',
} as const;
