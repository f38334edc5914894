import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('fhir', {
  notJson: { kind: 'invalid', title: 'This is not JSON' },
  duplicateKey: { kind: 'invalid', title: 'An object names the same key twice' },
  tooDeep: { kind: 'invalid', title: 'The JSON is nested too deep' },
  valueTooLarge: { kind: 'invalid', title: 'A value is too large', status: 413 },
  notAResource: { kind: 'invalid', title: 'This is not a FHIR R4 resource' },
  notABundle: { kind: 'invalid', title: 'A transaction or batch Bundle was expected' },
  unknownType: { kind: 'invalid', title: 'FHIR R4 has no such resource type' },
  invalidElement: { kind: 'invalid', title: 'An element has a value that FHIR R4 does not allow there' },
  attachmentMismatch: { kind: 'invalid', title: 'An attachment is not what it claims to be' },
  documentRefused: { kind: 'refused', title: 'A document cannot be filed in the record' },
  changedMeanwhile: { kind: 'conflict', title: 'The record changed while the bundle was taken' },
  danglingReference: { kind: 'invalid', title: 'A reference points to nothing' },
  duplicateEntry: { kind: 'invalid', title: 'Two entries of the bundle are the same resource' },
  tooManyEntries: { kind: 'invalid', title: 'The bundle has too many entries', status: 413 },
  notSupported: { kind: 'refused', title: 'Chartkeeper does not do this', status: 501 },
  notFound: { kind: 'not-found', title: 'No such resource, or not one you may see' },
  versionConflict: { kind: 'conflict', title: 'The resource was changed meanwhile', status: 412 },
  outOfScope: { kind: 'forbidden', title: 'The token does not cover this' },
});
