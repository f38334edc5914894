import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { DOCUMENT_TYPES, findType } from '../documents/index.ts';
import { facilityById } from '../directory/index.ts';
import { listEncounters } from '../encounters/index.ts';
import { searchPatients } from '../patients/index.ts';
import { deriveIdentifiers, type ReadIdentifier } from './derive-identifiers.ts';
import type { Evidence, PageText } from './evidence.ts';
import type { Item } from './load-item.ts';
import { proposeDate } from './propose-date.ts';
import { proposeEncounter } from './propose-encounter.ts';
import { proposePatient } from './propose-patient.ts';
import { proposeType } from './propose-type.ts';

export const ENGINE = 'chartkeeper-propose 1';
const QUERIES = 6;

interface Row {
  readonly field: 'patient' | 'encounter' | 'type' | 'date';
  readonly value: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** Proposes patient, encounter, type and date from what was read, with reasons. Nothing is filed by it. */
export async function proposeIndex(
  act: Act,
  item: Item,
  pages: readonly PageText[],
  of: { readonly partId: string; readonly cover?: PageText | undefined },
): Promise<void> {
  const facility = await facilityById(act, item.facilityId);
  const order = facility.country === 'US' ? 'mdy' : 'dmy';
  const today = act.now.toISOString().slice(0, 10);
  const types = proposeType(pages, DOCUMENT_TYPES);
  const dates = proposeDate(pages, { today, order });
  const patients = await findPatients(act, deriveIdentifiers(pages), order);
  const rows: Row[] = [
    ...types.map((each) => ({
      field: 'type' as const,
      value: each.code,
      confidence: each.confidence,
      evidence: each.evidence,
    })),
    ...dates.map((each) => ({
      field: 'date' as const,
      value: each.date,
      confidence: each.confidence,
      evidence: each.evidence,
    })),
    ...patients.map((each) => ({
      field: 'patient' as const,
      value: each.patientId,
      confidence: each.confidence,
      evidence: each.evidence,
    })),
  ];
  const level = types[0] === undefined ? 'encounter' : findType(types[0].code)?.level;
  const [patient, date] = [patients[0], dates[0]];
  if (patient !== undefined && date !== undefined && level !== 'patient') {
    const encounters = await listEncounters(act, patient.patientId);
    const encounter = proposeEncounter(encounters, { date: date.date, timeZone: facility.timeZone });
    if (encounter !== undefined)
      rows.push({
        field: 'encounter',
        value: encounter.encounterId,
        confidence: encounter.confidence,
        evidence: encounter.evidence,
      });
  }
  if (rows.length === 0) return;
  await act.tx
    .insertInto('intake.proposal')
    .values(
      rows.map((row) => ({
        id: newId(),
        item_id: item.id,
        part_id: of.partId,
        facility_id: item.facilityId,
        labels: item.labels,
        field: row.field,
        value: row.value,
        confidence: row.confidence,
        evidence: JSON.stringify(row.evidence),
        engine: ENGINE,
        proposed_at: act.now,
      })),
    )
    .execute();
}

/** Looks each number up by itself and each name together with each birth date; who is found is judged by a pure function. */
async function findPatients(act: Act, read: readonly ReadIdentifier[], order: 'mdy' | 'dmy') {
  const of = (kind: ReadIdentifier['kind']) => read.filter((each) => each.kind === kind);
  const births = of('birthDate');
  const queries = [
    ...of('mrn').map((mrn) => ({ used: [mrn], query: { mrn: mrn.value } })),
    ...of('name').flatMap((name) =>
      births.length === 0
        ? [{ used: [name], query: { names: name.value.split(/[\s,]+/) } }]
        : births.map((birth) => ({
            used: [name, birth],
            query: { names: name.value.split(/[\s,]+/), birthDate: birth.value },
          })),
    ),
  ].slice(0, QUERIES);
  const hits = [];
  for (const { used, query } of queries) {
    const { patients } = await searchPatients(act, query, { order, limit: 5 });
    hits.push(...patients.map((patient) => ({ patient, used })));
  }
  return proposePatient(hits);
}
