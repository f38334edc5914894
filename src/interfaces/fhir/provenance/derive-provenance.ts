import { compact } from '../compact.ts';
import type { JsonObject } from '../read-json.ts';

/** One thing that was done to a document, as its tables have it: put there or replaced, corrected, signed. */
export interface Deed {
  readonly documentId: string;
  readonly patientId: string;
  /** v and the number of a version; c or s and which correction or signature of the document it is, from 1. */
  readonly mark: string;
  readonly at: Date;
  /** Actor id of who entered it. */
  readonly enteredBy: string;
  readonly reason: string | null;
  /** Who wrote the document, or signed it as what. */
  readonly person: string | null;
  readonly role: string | null;
  readonly happenedAt: Date | null;
  readonly receivedVia: string;
  readonly origin: string;
}

const DATA_OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';
const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
/** R4 valueset-signature-type (ASTM E1762-95); of roles that it does not have, verification. */
const SIGNATURES: Readonly<Record<string, string>> = {
  author: '1',
  'co-author': '2',
  transcriptionist: '4',
  verifier: '5',
  patient: '7',
  representative: '7',
  witness: '8',
  interpreter: '12',
};
const VERIFICATION = '5';

/** `names`: of people by their actor id. */
export function deriveProvenance(deed: Deed, names: ReadonlyMap<string, string>): JsonObject {
  const kind = deed.mark.slice(0, 1);
  const first = deed.mark === 'v1';
  const enterer = compact({
    identifier: { system: 'urn:chartkeeper:actor', value: deed.enteredBy },
    display: names.get(deed.enteredBy),
  });
  const person = deed.person === null ? undefined : { display: deed.person };
  const agent = (code: string, who: JsonObject) => ({ type: { coding: [{ system: PARTICIPANT, code }] }, who });
  return compact({
    resourceType: 'Provenance',
    id: `${deed.documentId}.${deed.mark}`,
    meta: { versionId: '1', lastUpdated: deed.at.toISOString() },
    target: [{ reference: `DocumentReference/${deed.documentId}` }, { reference: `Patient/${deed.patientId}` }],
    occurredDateTime: deed.happenedAt?.toISOString(),
    recorded: deed.at.toISOString(),
    reason: deed.reason === null ? undefined : [{ text: deed.reason }],
    activity: kind === 's' ? undefined : { coding: [{ system: DATA_OPERATION, code: first ? 'CREATE' : 'UPDATE' }] },
    agent: [
      agent('enterer', enterer),
      ...(person === undefined ? [] : [agent(kind === 's' ? 'verifier' : 'author', person)]),
    ],
    entity: first ? [{ role: 'source', what: { display: `${deed.receivedVia}: ${deed.origin}` } }] : undefined,
    signature:
      kind !== 's' || person === undefined
        ? undefined
        : [
            {
              type: [
                {
                  system: 'urn:iso-astm:E1762-95:2013',
                  code: `1.2.840.10065.1.12.1.${SIGNATURES[deed.role ?? ''] ?? VERIFICATION}`,
                },
              ],
              when: (deed.happenedAt ?? deed.at).toISOString(),
              who: person,
            },
          ],
  });
}
