import type { Act } from '../../../platform/act.ts';
import { FACTS, type Facts } from '../../../../packages/rule-engine/index.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { isLabelName } from '../../access/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { ruleBook } from '../../regulations/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import type { AuthorizationForm } from '../evaluate-authorization.ts';
import { loadRequest, type PatientRequest } from '../load-request.ts';
import { type Authority, readAuthority, toReleaseAuthority } from '../read-authority.ts';
import { decideDisclosure } from './decide-disclosure.ts';
import { deriveMinorAge } from './derive-minor-age.ts';
import type { DocumentFacts } from './facts.ts';
import { readStated } from './read-stated.ts';
import { proposeScope } from './usual-scopes.ts';

/** What may leave under the authority of a request, class by class, before anything is chosen: the rules' answer as of today. */
export async function showBasis(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  if (request.patientId === null) return NOTHING;
  const ofPatient: PatientRequest = { ...request, patientId: request.patientId };
  const authority = await readAuthority(act, ofPatient);
  const stated = await readStated(act, ofPatient);
  const people = stated === undefined ? [] : await namesOfPeople(act, [stated.by]);
  const width = await readWidth(act, ofPatient);
  if (authority === undefined) return { ...NOTHING, width, stated: stated ?? null, people: Object.fromEntries(people) };
  const birthDate = (await nameOfPatients(act, [request.patientId])).get(request.patientId)?.birthDate ?? null;
  const minorAge = deriveMinorAge(birthDate, null, request.today);
  const proposed = proposeScope(authority.row.basis as DisclosureBasis, ruleBook().rules, request.today); // as recorded
  return {
    place: toReleaseAuthority(authority, ofPatient, WHOLE).place,
    // What every record is made of stands first.
    classes: FACTS.content_class.values.toSorted(ordinaryFirst).map((contentClass) => ({
      contentClass,
      ...decideDisclosure(
        questionOf(authority, ofPatient, { contentClass, minorAge }),
        ruleBook().rules,
        request.today,
      ),
    })),
    usual:
      proposed === undefined ? null : { id: proposed.usual.id, limit: proposed.usual.limit, reason: proposed.reason },
    width,
    stated: stated ?? null,
    people: Object.fromEntries(people),
  };
}

/** Of the scope that counts now: in what it goes beyond the usual, and why. */
async function readWidth(act: Act, request: PatientRequest) {
  if (request.ids.scope === null) return null;
  const row = await act.tx
    .selectFrom('release.scope_width')
    .select(['wider', 'reason'])
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', request.ids.scope)
    .executeTakeFirst();
  return row ?? null;
}

function ordinaryFirst(left: string, right: string): number {
  return Number(right === 'ordinary') - Number(left === 'ordinary') || left.localeCompare(right);
}

const NOTHING = { place: null, classes: [], usual: null, width: null, stated: null, people: {} };
const WHOLE = { from: null, to: null, typeCodes: null, withUnsigned: false };

/** A signed document of that class, in the chart of a legal entity that the authority names. */
function questionOf(
  authority: Authority,
  request: PatientRequest,
  { contentClass, minorAge }: { contentClass: NonNullable<Facts['content_class']>; minorAge: number | null },
) {
  const release = toReleaseAuthority(authority, request, WHOLE);
  const stored = authority.row.form as unknown as AuthorizationForm | { readonly seen: AuthorizationForm['seen'] }; // as record-authority.ts wrote it
  const document: DocumentFacts = {
    documentId: contentClass,
    legalEntityId: release.legalEntityIds[0] ?? '',
    typeCode: '',
    serviceFrom: null,
    serviceTo: null,
    inDesignatedRecordSet: true,
    inLegalHealthRecord: true,
    labels: isLabelName(contentClass) ? [contentClass] : [],
    authentication: 'authenticated',
    superseded: false,
    enteredInError: false,
    recordKind: contentClass === 'psychotherapy-notes' ? 'psychotherapy-notes' : 'medical-record',
    restriction: 'none',
    minorAge,
    appendsTo: null,
  };
  return {
    authority: {
      basis: release.basis,
      requesterClass: release.requester,
      purpose: release.purpose,
      recipient: authority.row.recipient as NonNullable<Facts['recipient']>, // CHECK recipient_is_known
      form: 'signedBy' in stored ? stored : null,
      seen: stored.seen,
    },
    release,
    document,
  };
}
