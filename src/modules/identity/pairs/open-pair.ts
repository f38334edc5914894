import { comparePeople } from '../../../../packages/linkage/index.ts';
import type { Act } from '../../../platform/act.ts';
import {
  currentName,
  type PatientRecord,
  personOf,
  printName,
  readComparable,
  readPatient,
} from '../../patients/index.ts';
import { countFacts, type FactCounts } from '../count-facts.ts';
import { deriveStanding } from '../derive-standing.ts';
import { deriveWarnings, type Side, type Warning } from '../merges/derive-warnings.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { type PairField, readFields } from './list-pairs.ts';
import { loadPair } from './load-pair.ts';
import { keepPair } from './look-at.ts';

export interface PairSide {
  readonly id: string;
  readonly facilityId: string;
  readonly version: number;
  readonly mrn: string | null;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly birthDate: string | null;
  readonly sex: string;
  readonly language: string | null;
  readonly death: string | null;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly addresses: readonly string[];
  readonly flags: readonly string[];
  readonly registrations: number;
  readonly counts: FactCounts;
}

export interface OpenedPair {
  readonly id: string;
  readonly kind: string;
  readonly probability: number;
  readonly fields: readonly PairField[];
  readonly foundAt: Date;
  readonly settledHow: string | null;
  readonly left: PairSide;
  readonly right: PairSide;
  readonly warnings: readonly Warning[];
  readonly verdicts: readonly {
    readonly verdict: string;
    readonly reason: string;
    readonly mergeId: string | null;
    readonly at: Date;
    readonly by: string;
  }[];
}

/** Two registrations side by side: what agrees and what does not, and how much hangs on each. */
export async function openPair(act: Act, id: string): Promise<OpenedPair> {
  const row = await loadPair(act, id, 'read');
  await refuseOwnRecord(act, [row.patient_id, row.other_id]);
  const [left, right] = [await sideOf(act, row.patient_id), await sideOf(act, row.other_id)];
  const verdicts = await act.tx
    .selectFrom('identity.verdict')
    .selectAll()
    .where('patient_id', '=', row.patient_id)
    .where('pair_id', '=', id)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  // As they stand now: what was found may be a day old.
  const said = comparePeople(personOf(left.record), personOf(right.record));
  const fields =
    row.settled_at === null
      ? said.fields.map(({ field, level, weight }) => ({ field, level, weight: Math.round(weight * 10) / 10 }))
      : readFields(row.fields);
  return {
    id,
    kind: row.kind,
    probability: row.settled_at === null ? said.probability : row.probability,
    fields,
    foundAt: row.found_at,
    settledHow: row.settled_how,
    left: left.side,
    right: right.side,
    warnings: deriveWarnings(left.warned, right.warned),
    verdicts: verdicts.map((each) => ({
      verdict: each.verdict,
      reason: each.reason,
      mergeId: each.merge_id,
      at: each.decided_at,
      by: each.decided_by,
    })),
  };
}

async function sideOf(act: Act, patientId: string): Promise<{ record: PatientRecord; side: PairSide; warned: Side }> {
  const record = await readPatient(act, patientId);
  const counts = await countFacts(act, patientId);
  const flags = [...new Set(record.flags.map(({ kind }) => kind))];
  const name = currentName(record.names);
  const values = (kind: string) =>
    record.contacts.flatMap((each) => (each.kind === kind && each.value !== undefined ? [each.value] : []));
  return {
    record,
    warned: { birthDate: record.birthDate, sex: record.sex, dead: record.death !== undefined, flags, counts },
    side: {
      id: record.id,
      facilityId: record.facilityId,
      version: record.version,
      mrn: record.mrn ?? null,
      name: printName(name),
      otherNames: [...new Set(record.names.filter((each) => each !== name).map(printName))],
      birthDate: record.birthDate ?? null,
      sex: record.sex,
      language: record.language ?? null,
      death: record.death === undefined ? null : (record.death.on ?? 'unknown'),
      identifiers: record.identifiers.map(({ kind, value }) => ({ kind, value })),
      phones: values('phone'),
      emails: values('email'),
      addresses: record.contacts
        .filter((each) => each.kind === 'address')
        .map((each) => [...(each.lines ?? []), each.city, each.state, each.postalCode].filter(Boolean).join(', ')),
      flags,
      registrations: record.memberIds.length,
      counts,
    },
  };
}

/**
 * A person names two registrations that no comparison brought together; a pair that is known is opened again.
 * @throws identity/same-person, identity/pair-unknown
 */
export async function namePair(act: Act, input: { patientId: string; otherId: string }): Promise<{ id: string }> {
  const found = await readComparable(act, [input.patientId, input.otherId]);
  const survivors = [...new Set(found.map(({ survivorId }) => survivorId))].sort();
  if (found.length === 2 && survivors.length < 2)
    throw problems.samePerson({ detail: 'Nothing was changed. Choose two different registrations.' });
  const [one, other] = await readComparable(act, survivors);
  if (one === undefined || other === undefined)
    throw problems.pairUnknown({ detail: 'Nothing was changed. Search for both patients again.' });
  if (deriveStanding({ flags: [...one.found.flags, ...other.found.flags], names: [] }) === 'sealed')
    throw problems.pairUnknown({ detail: 'Nothing was changed. Search for both patients again.' });
  await refuseOwnRecord(act, survivors);
  return { id: await keepPair(act, { own: one, other, said: comparePeople(one.person, other.person), how: 'person' }) };
}
