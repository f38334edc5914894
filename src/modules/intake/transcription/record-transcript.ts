import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { countryOf } from '../../directory/index.ts';
import { findType, typeForHeading, type VersionStatus } from '../../documents/index.ts';
import type { Evidence } from '../evidence.ts';
import type { Item } from '../load-item.ts';
import { deriveHeader, statusIn } from './derive-header.ts';
import { headerRulesInForce } from './header-rules.ts';

const ENGINE = 'chartkeeper-transcription 1';
const WRITTEN = ['text', 'html', 'rtf', 'docx', 'hl7'];
/** A label of the service, not a judgement of ours. */
const BY_HEADING = 0.9;

/**
 * Keeps what the heading of a dictated report says, and proposes its type and day. An HL7 message in a file comes through here
 * too, its TXA told as a heading by the reader.
 */
export async function recordTranscript(
  act: Act,
  item: Item,
  read: { kind: string; texts: readonly string[] },
): Promise<void> {
  if (!WRITTEN.includes(read.kind)) return;
  const rules = await headerRulesInForce(act, item.facilityId);
  const order = (await countryOf(act, item.facilityId)) === 'US' ? 'mdy' : 'dmy';
  const header = deriveHeader(read.texts.join('\n'), rules, { order });
  if (header === undefined) return;
  await act.tx
    .insertInto('intake.transcript')
    .values({
      item_id: item.id,
      facility_id: item.facilityId,
      labels: item.labels,
      job_number: header.job ?? null,
      author: header.author ?? null,
      type_text: header.type ?? null,
      visit_number: header.visit ?? null,
      dictated_on: header.dictated ?? null,
      transcribed_on: header.transcribed ?? null,
      version_status: header.status === undefined ? null : statusIn(header.status),
      recorded_at: act.now,
    })
    .onConflict((conflict) => conflict.column('item_id').doNothing())
    .execute();
  const type = header.type === undefined ? undefined : (findType(header.type) ?? typeForHeading(header.type))?.code;
  const proposals = [
    ...(type === undefined ? [] : [{ field: 'type', value: type }]),
    ...(header.dictated === undefined ? [] : [{ field: 'date', value: header.dictated }]),
  ];
  if (proposals.length === 0) return;
  await act.tx
    .insertInto('intake.proposal')
    .values(
      proposals.map((each) => ({
        id: newId(),
        item_id: item.id,
        // A report is one document, and the first document of a file carries the file's id.
        part_id: item.id,
        facility_id: item.facilityId,
        labels: item.labels,
        ...each,
        confidence: BY_HEADING,
        evidence: JSON.stringify({ how: 'heading of the report', more: { said: true } } satisfies Evidence),
        engine: ENGINE,
        proposed_at: act.now,
      })),
    )
    .execute();
}

export interface Transcript {
  readonly jobNumber: string | null;
  readonly author: string | null;
  readonly versionStatus: VersionStatus | null;
}

export async function findTranscript(act: Act, itemId: string): Promise<Transcript | undefined> {
  const row = await act.tx
    .selectFrom('intake.transcript')
    .select(['job_number', 'author', 'version_status'])
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        jobNumber: row.job_number,
        author: row.author,
        versionStatus: row.version_status as VersionStatus | null, // CHECK transcript_status_is_known
      };
}

/**
 * The document that an earlier report with the same job number became, when it is of the same patient and still stands as
 * filed: then this one is its next version.
 */
export async function findEarlierVersion(
  act: Act,
  input: { itemId: string; patientId: string; typeCode: string },
): Promise<{ documentId: string; patientId: string } | undefined> {
  const row = await act.tx
    .selectFrom('intake.transcript as now')
    .innerJoin('intake.transcript as before', (join) =>
      join.onRef('before.facility_id', '=', 'now.facility_id').onRef('before.job_number', '=', 'now.job_number'),
    )
    .innerJoin('intake.outcome as outcome', 'outcome.item_id', 'before.item_id')
    .innerJoin('documents.document as document', (join) =>
      join
        .onRef('document.id', '=', 'outcome.document_id')
        .onRef('document.patient_id', '=', 'outcome.filed_patient_id'),
    )
    .select(['outcome.document_id as documentId', 'document.patient_id as patientId'])
    .where('now.item_id', '=', input.itemId)
    .whereRef('before.item_id', '<>', 'now.item_id')
    .where('outcome.kind', '=', 'filed')
    .where('outcome.reversed_at', 'is', null)
    .where('outcome.filed_patient_id', '=', input.patientId)
    .where('document.type_code', '=', input.typeCode)
    .orderBy('outcome.decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.documentId == null ? undefined : { documentId: row.documentId, patientId: row.patientId };
}
