import { isLabelName, type LabelName, maskOf } from '../../../modules/access/index.ts';
import { compact } from '../compact.ts';
import type { JsonObject } from '../read-json.ts';
import { labelConcept } from './label-concept.ts';
import type { ProjectedConsent } from './find-consents.ts';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** What makes each binding, as the rules of the release desk cite it. */
const POLICIES: Readonly<Record<ProjectedConsent['kind'], string>> = {
  authorization: '45 CFR 164.508',
  'part2-consent': '42 CFR 2.31',
  agreed: '45 CFR 164.522(a)',
  'paid-in-full': '45 CFR 164.522(a)(1)(vi)',
};
/** What the record says itself; nothing older of these stays. */
const SAID_BY_RECORD = 'status scope category patient dateTime organization sourceReference policyRule provision'.split(
  ' ',
);

/** A signed form permits, a restriction denies. `kept`: what others once added to the resource. */
export function deriveConsent(consent: ProjectedConsent, kept: JsonObject = {}): JsonObject {
  const permits = isForm(consent);
  const role = (code: string, display: string) => ({
    role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code }] },
    reference: { display },
  });
  return {
    ...Object.fromEntries(Object.entries(kept).filter(([name]) => !SAID_BY_RECORD.includes(name))),
    ...compact({
      resourceType: 'Consent',
      status: statusOf(consent),
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      },
      category: [
        { coding: [{ system: ACT_CODE, code: 'IDSCL', display: 'information disclosure' }] },
        ...(permits ? [{ coding: [{ system: 'http://loinc.org', code: '64292-6' }] }] : []),
      ],
      patient: { reference: `Patient/${consent.patientId}` },
      dateTime: consent.given ?? undefined,
      organization: consent.custodians.map((display) => ({ display })),
      sourceReference:
        consent.formDocumentId === null ? undefined : { reference: `DocumentReference/${consent.formDocumentId}` },
      policyRule: { text: POLICIES[consent.kind] },
      provision: compact({
        type: permits ? 'permit' : 'deny',
        period:
          consent.from === null && consent.to === null
            ? undefined
            : compact({ start: consent.from ?? undefined, end: consent.to ?? undefined }),
        actor: consent.recipients.map((display) => role('IRCP', display)),
        purpose: consent.purpose === null ? undefined : [{ system: 'urn:chartkeeper:purpose', code: consent.purpose }],
        securityLabel: classesOf(consent).flatMap((name) => labelConcept(name).coding),
        code: consent.typeCodes.map((code) => ({ coding: [{ system: 'urn:chartkeeper:document-type', code }] })),
        data: consent.documentIds.map((id) => ({
          meaning: 'instance',
          reference: { reference: `DocumentReference/${id}` },
        })),
      }),
    }),
  };
}

/** Who may not know of a class may not read that a form names it. */
export function labelsOfConsent(consent: ProjectedConsent): bigint {
  return consent.labels | maskOf(classesOf(consent));
}

function classesOf({ classes }: ProjectedConsent): LabelName[] {
  return classes.filter(isLabelName);
}

function isForm({ kind }: ProjectedConsent): boolean {
  return kind === 'authorization' || kind === 'part2-consent';
}

/** R4 consent-state-codes. A form that the rules leave to a person, and a restriction nobody answered, are proposed. */
function statusOf(consent: ProjectedConsent): string {
  if (consent.ended) return 'inactive';
  if (consent.result === 'sufficient' || consent.result === 'agreed') return 'active';
  return consent.result === 'defective' || consent.result === 'refused' ? 'rejected' : 'proposed';
}
