import type { LogEntry } from '../../../modules/audit/index.ts';
import { compact } from '../compact.ts';
import type { JsonObject } from '../read-json.ts';

/** R4 audit-event-action, by the first word of a verb; what is in none of these is execution. */
export const ACTION_WORDS: Readonly<Record<'C' | 'R' | 'U' | 'D', readonly string[]>> = {
  C: 'create file record register add receive import upload invite place transaction begin write'.split(' '),
  R: 'read vread history search everything open list view download count look show find export match print issue account prepare'.split(
    ' ',
  ),
  U: 'update change correct reindex sign label relabel amend replace merge unmerge move set edit mark withdraw project index'.split(
    ' ',
  ),
  D: 'delete destroy remove'.split(' '),
};
/** R4 audit-event-outcome: what access or a rule refused is the caller's, what failed is ours. */
export const OUTCOMES = { done: '0', denied: '4', refused: '4', failed: '8' } as const;

const REST = {
  system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
  code: 'rest',
  display: 'RESTful Operation',
};
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
/** Of one entry; a search that showed thousands says how many in its outcome. */
const MOST_ENTITIES = 200;

/** One entry of the log. `names`: of people and clients by their actor id. */
export function deriveAuditEvent(entry: LogEntry, names: ReadonlyMap<string, string>): JsonObject {
  const agent = (id: string, requestor: boolean) =>
    compact({
      who: compact({ identifier: { system: 'urn:chartkeeper:actor', value: id }, display: names.get(id) }),
      altId: id,
      name: names.get(id),
      requestor,
      purposeOfUse: requestor ? [{ text: entry.purpose }] : undefined,
    });
  const patients = new Set(entry.patient_ids);
  return compact({
    resourceType: 'AuditEvent',
    id: entry.id,
    meta: { versionId: '1', lastUpdated: entry.at.toISOString() },
    type: typeOf(entry),
    subtype: [{ system: 'urn:chartkeeper:audit-verb', code: entry.verb }],
    action: actionOf(entry.verb),
    recorded: entry.at.toISOString(),
    outcome: OUTCOMES[entry.outcome as keyof typeof OUTCOMES], // CHECK outcome_is_known
    outcomeDesc: `${entry.outcome}, ${entry.object_count} shown or changed`,
    agent: [agent(entry.actor_id, true), ...(entry.on_behalf_of === null ? [] : [agent(entry.on_behalf_of, false)])],
    source: { observer: { display: 'Chartkeeper' } },
    entity: [
      ...[...patients].slice(0, MOST_ENTITIES).map((id) => ({
        what: { reference: `Patient/${id}` },
        type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1', display: 'Person' },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
      })),
      ...entry.subject_ids
        .filter((id) => !patients.has(id))
        .slice(0, MOST_ENTITIES)
        .map((id) => ({ what: { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` } } })),
    ],
  });
}

function actionOf(verb: string): string {
  const word = verb.split('.')[1]?.split('-')[0] ?? '';
  return Object.entries(ACTION_WORDS).find(([, words]) => words.includes(word))?.[0] ?? 'E';
}

function typeOf({ verb, patient_ids: patients }: LogEntry): JsonObject {
  if (verb.startsWith('fhir.')) return REST;
  if (verb.startsWith('accounts.sign-')) return { system: DICOM, code: '110114', display: 'User Authentication' };
  return patients.length > 0
    ? { system: DICOM, code: '110110', display: 'Patient Record' }
    : { system: DICOM, code: '110100', display: 'Application Activity' };
}
