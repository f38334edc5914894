import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { countryOf } from '../../directory/index.ts';
import { findType, typeForHeading } from '../../documents/index.ts';
import { isVoid, listEncounters } from '../../encounters/index.ts';
import { searchPatients } from '../../patients/index.ts';
import type { Evidence } from '../evidence.ts';
import type { Item } from '../load-item.ts';

const ENGINE = 'chartkeeper-sources 1';
/** One number that another system wrote: as sure as one identifier on the page, never as two. */
const PATIENT_BY_NUMBER = 0.6;
const VISIT_BY_NUMBER = 0.85;
const TYPE_IN_WORDS = 0.85;
const TYPE_OF_SOURCE = 0.4;
const DATE_OF_INDEX = 0.85;
const LEAST_SCORE = 0.9;

/**
 * Proposals from what the source said of an item: its index file, and the type that usually comes from it. They stand
 * beside what the page says and never file anything by themselves.
 */
export async function proposeFromSource(act: Act, item: Item, partId: string): Promise<void> {
  const row = await act.tx
    .selectFrom('intake.item as item')
    .leftJoin('intake.index_entry as entry', 'entry.item_id', 'item.id')
    .leftJoin('intake.source as source', 'source.id', 'item.source_id')
    .select(['entry.mrn', 'entry.visit_number', 'entry.type_text', 'entry.dated_on', 'entry.pages', 'source.type_code'])
    .where('item.id', '=', item.id)
    .executeTakeFirst();
  if (row === undefined) return;
  const rows: { field: 'patient' | 'encounter' | 'type' | 'date'; value: string; confidence: number; how: string }[] =
    [];
  const how = 'index file';
  const typeCode =
    row.type_text === null ? undefined : (findType(row.type_text) ?? typeForHeading(row.type_text))?.code;
  if (typeCode !== undefined) rows.push({ field: 'type', value: typeCode, confidence: TYPE_IN_WORDS, how });
  else if (row.type_code !== null)
    rows.push({ field: 'type', value: row.type_code, confidence: TYPE_OF_SOURCE, how: 'usual type of the source' });
  if (row.dated_on !== null) rows.push({ field: 'date', value: row.dated_on, confidence: DATE_OF_INDEX, how });
  const patientId = row.mrn === null ? undefined : await patientOf(act, item, row.mrn);
  if (patientId !== undefined) {
    rows.push({ field: 'patient', value: patientId, confidence: PATIENT_BY_NUMBER, how });
    const encounters = row.visit_number === null ? [] : await listEncounters(act, patientId);
    const visit = encounters.filter(
      (each) =>
        !isVoid(each) &&
        [each.visitNumber, each.accountNumber, ...each.formerVisitNumbers, ...each.formerAccountNumbers].includes(
          row.visit_number,
        ),
    );
    const [only] = visit;
    if (only !== undefined && visit.length === 1)
      rows.push({ field: 'encounter', value: only.id, confidence: VISIT_BY_NUMBER, how });
  }
  if (rows.length === 0) return;
  const differs =
    row.pages !== null && row.pages !== item.pages ? { pagesExpected: row.pages, pagesRead: item.pages ?? 0 } : {};
  await act.tx
    .insertInto('intake.proposal')
    .values(
      rows.map((each) => ({
        id: newId(),
        item_id: item.id,
        part_id: partId,
        facility_id: item.facilityId,
        labels: item.labels,
        field: each.field,
        value: each.value,
        confidence: each.confidence,
        evidence: JSON.stringify({ how: each.how, more: { said: true, ...differs } } satisfies Evidence),
        engine: ENGINE,
        proposed_at: act.now,
      })),
    )
    .execute();
}

/** The one patient of that number; two with the same number are nobody. */
async function patientOf(act: Act, item: Item, mrn: string): Promise<string | undefined> {
  const order = (await countryOf(act, item.facilityId)) === 'US' ? 'mdy' : 'dmy';
  const { patients } = await searchPatients(act, { mrn }, { order, limit: 5 });
  const sure = patients.filter((patient) => patient.score >= LEAST_SCORE);
  return sure.length === 1 ? sure[0]?.id : undefined;
}
