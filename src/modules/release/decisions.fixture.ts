import type { AuthorizationForm } from './evaluate-authorization.ts';
import type { DocumentFacts, ReleaseAuthority } from './decide-release.ts';

/** A form in which everything is there. */
export function goodForm(parts: Partial<AuthorizationForm> = {}): AuthorizationForm {
  return {
    seen: {
      'us/hipaa/authorization-elements': { '*': 'found' },
      'us/hipaa/authorization-statements': { '*': 'found' },
      'us/part2/consent-elements': { '*': 'found' },
    },
    signedOn: '2026-11-02',
    signedBy: 'individual',
    expiresOn: '2027-05-02',
    expiresWhen: null,
    expiryEventKnown: false,
    revokedOn: null,
    knownFalse: false,
    combinedWith: 'nothing',
    wronglyConditioned: false,
    forResearch: false,
    ...parts,
  };
}

export function sampleFacts(parts: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    documentId: 'document-1',
    legalEntityId: 'riverside',
    typeCode: 'progress-note',
    serviceFrom: '2026-03-10',
    serviceTo: '2026-03-10',
    inDesignatedRecordSet: true,
    inLegalHealthRecord: true,
    labels: [],
    authentication: 'authenticated',
    superseded: false,
    enteredInError: false,
    recordKind: 'medical-record',
    restriction: 'none',
    minorAge: null,
    appendsTo: null,
    ...parts,
  };
}

/** An attorney with a good authorization for 2026. */
export function attorney(parts: Partial<ReleaseAuthority> = {}): ReleaseAuthority {
  return {
    basis: 'authorization',
    requester: 'attorney',
    purpose: 'legal-claim',
    legalEntityIds: ['riverside'],
    from: '2026-01-01',
    to: '2026-12-31',
    classesNamed: [],
    part2Consent: 'none',
    useAgainstPatient: false,
    withUnsigned: false,
    place: 'us/oh',
    stated: {},
    ...parts,
  };
}

export function patientThemselves(parts: Partial<ReleaseAuthority> = {}): ReleaseAuthority {
  return attorney({ basis: 'to-individual', requester: 'individual', purpose: 'at-request-of-individual', ...parts });
}
