import type { Act } from '../../platform/act.ts';
import { type LabelName, namesOf } from '../access/index.ts';
import { findType } from './catalogue.ts';
import type { Section, SignerRole } from './catalogue/document-type.ts';
import { type AuthenticationState, deriveAuthenticationState } from './derive-authentication-state.ts';
import { deriveVersionStatuses, type VersionStatus } from './derive-version-status.ts';
import { membersOf } from './find-home.ts';
import { type OutsideFacts, outsideOf } from './outside/list-outside.ts';

export interface DocumentSummary {
  /** The registration it was filed under; a merge never changes it, and every address of the document carries it. */
  readonly patientId: string;
  readonly id: string;
  readonly unitId: string;
  readonly facilityId: string;
  readonly encounterId: string | null;
  readonly typeCode: string;
  readonly typeName: string;
  readonly section: Section;
  readonly title: string | null;
  readonly date: string | null;
  readonly author: string | null;
  readonly pages: number;
  readonly versions: number;
  readonly currentVersionId: string;
  readonly authentication: AuthenticationState;
  readonly enteredInError: {
    readonly cause: string;
    readonly reason: string;
    readonly at: Date;
    readonly by: string;
    /** Its pages are back on the desk that filed them. */
    readonly pagesReturned: boolean;
  } | null;
  /** A better copy is looked for. */
  readonly unreadable: { readonly reason: string; readonly at: Date; readonly by: string } | null;
  /** Of the version that stands, as its source or a person said; null: nothing was said. */
  readonly versionStatus: VersionStatus | null;
  /** Preliminary, and no final one came in the days the site gives. */
  readonly finalOverdue: boolean;
  /** It, a version or an addition was filed to a coded or closed encounter; what nobody answered yet comes first. */
  readonly late: LateMark | null;
  /** What it is filed as is still to be entered a second time. */
  readonly unverified: { readonly at: Date } | null;
  /** Where it was made, and what was decided to keep; null where it was made here. */
  readonly outside: OutsideFacts | null;
  /** Amendments, addenda, corrections and late entries. */
  readonly amendments: number;
  readonly labels: readonly LabelName[];
  readonly inLegalHealthRecord: boolean;
  readonly inDesignatedRecordSet: boolean;
  readonly receivedVia: string;
  readonly origin: string;
  readonly originId: string | null;
  readonly filedAt: Date;
  readonly filedBy: string;
  /** Counts changes; If-Match. */
  readonly version: number;
}

export interface LateMark {
  readonly why: 'coded' | 'closed';
  readonly what: 'document' | 'version' | 'addition' | 'encounter';
  readonly since: Date;
  readonly daysAfter: number;
  readonly at: Date;
  readonly answer: {
    readonly answer: string;
    readonly note: string | null;
    readonly at: Date;
    readonly by: string;
  } | null;
}

export interface ListDocuments {
  readonly patientId: string;
  /** Only these; for release and completeness, which chose them before. */
  readonly documentIds?: readonly string[];
}

/** One record; what is beyond shows as `more`, and search finds it. */
const MAX_DOCUMENTS = 5_000;

/**
 * Every document of a person that the actor may see, those of merged registrations and those entered in error included,
 * newest first. Nothing is left out but what row-level security hides.
 */
export async function listDocuments(
  act: Act,
  asked: ListDocuments,
): Promise<{ documents: DocumentSummary[]; more: boolean }> {
  const members = await membersOf(act, asked.patientId);
  if (members.length === 0 || asked.documentIds?.length === 0) return { documents: [], more: false };
  const rows = await act.tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 'd.patient_id').onRef('v.document_id', '=', 'd.id'),
    )
    .select([
      'd.patient_id',
      'd.id',
      'd.unit_id',
      'd.facility_id',
      'd.labels',
      'd.encounter_id',
      'd.type_code',
      'd.title',
      'd.dated_on',
      'd.author_name',
      'd.received_via',
      'd.origin',
      'd.origin_id',
      'd.recorded_at',
      'd.recorded_by',
      'd.version',
      'v.id as version_id',
      'v.number',
      'v.page_count',
    ])
    .distinctOn(['d.dated_on', 'd.id'])
    .where('d.patient_id', 'in', members)
    .$if(asked.documentIds !== undefined, (query) => query.where('d.id', 'in', [...(asked.documentIds ?? [])]))
    .orderBy('d.dated_on', (order) => order.desc().nullsLast())
    .orderBy('d.id', 'desc')
    .orderBy('v.number', 'desc')
    .limit(MAX_DOCUMENTS + 1)
    .execute();
  const shown = rows.slice(0, MAX_DOCUMENTS);
  const errors = await errorsOf(act, members);
  const unreadable = await unreadableOf(act, members);
  const statuses = await statusesOf(act, members);
  const late = await lateOf(act, members);
  const unverified = await unverifiedOf(act, members);
  const outside = await outsideOf(act, members);
  const signatures = await signaturesOf(act, members);
  const amendments = await amendmentsOf(act, members);
  return {
    documents: shown.map((row) => {
      const type = findType(row.type_code);
      const error = errors.get(row.id);
      const madeElsewhere = outside.get(row.id)?.(row.version_id) ?? null;
      return {
        patientId: row.patient_id,
        id: row.id,
        unitId: row.unit_id,
        facilityId: row.facility_id,
        encounterId: row.encounter_id,
        typeCode: row.type_code,
        typeName: type?.name ?? row.type_code,
        section: madeElsewhere === null ? (type?.section ?? 'correspondence') : 'outside',
        title: row.title,
        date: row.dated_on,
        author: row.author_name,
        pages: row.page_count,
        versions: row.number,
        currentVersionId: row.version_id,
        authentication: deriveAuthenticationState(
          // Whoever made it answers for it: what nobody here wrote is nobody's deficiency here.
          madeElsewhere === null ? (type?.authentication ?? []) : [],
          signatures.get(row.id) ?? [],
          row.version_id,
        ),
        enteredInError: error ?? null,
        unreadable: unreadable.get(row.id) ?? null,
        versionStatus: statuses.get(row.id)?.current ?? null,
        finalOverdue: statuses.get(row.id)?.overdue ?? false,
        late: late.get(row.id) ?? null,
        unverified: unverified.get(row.id) ?? null,
        outside: madeElsewhere,
        amendments: amendments.get(row.id) ?? 0,
        labels: namesOf(BigInt(row.labels)),
        // As the types of outside records: what others wrote is used here, and is not this facility's business record.
        inLegalHealthRecord: madeElsewhere === null && (type?.inLegalHealthRecord ?? false),
        inDesignatedRecordSet: type?.inDesignatedRecordSet ?? true,
        receivedVia: row.received_via,
        origin: row.origin,
        originId: row.origin_id,
        filedAt: row.recorded_at,
        filedBy: row.recorded_by,
        version: row.version,
      };
    }),
    more: rows.length > MAX_DOCUMENTS,
  };
}

async function errorsOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.entered_in_error')
    .select(['document_id', 'cause', 'reason', 'recorded_at as at', 'recorded_by as by', 'pages_returned_at'])
    .where('patient_id', 'in', [...members])
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ document_id: id, pages_returned_at: returned, ...error }) => [
      id,
      { ...error, pagesReturned: returned !== null },
    ]),
  );
}

async function unreadableOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.unreadable')
    .select(['document_id', 'reason', 'recorded_at as at', 'recorded_by as by'])
    .where('patient_id', 'in', [...members])
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map(({ document_id: id, ...mark }) => [id, mark]));
}

/** What was said of each version of a record, the newest word of each; of documents of which anything was said. */
async function statusesOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.version_status as s')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 's.patient_id').onRef('v.document_id', '=', 's.document_id'),
    )
    .select(['s.document_id', 'v.number', 's.version_id', 'v.id', 's.status', 's.raised_at', 's.ended_at'])
    .where('s.patient_id', 'in', [...members])
    .orderBy('v.number')
    .orderBy('s.recorded_at')
    .orderBy('s.id')
    .execute();
  const found = new Map<string, { said: Map<number, VersionStatus | null>; overdue: boolean }>();
  for (const row of rows) {
    const one = found.get(row.document_id) ?? { said: new Map(), overdue: false };
    // CHECK version_status_is_known
    const said = row.id === row.version_id ? (row.status as VersionStatus) : (one.said.get(row.number) ?? null);
    one.said.set(row.number, said);
    one.overdue ||= row.raised_at !== null && row.ended_at === null;
    found.set(row.document_id, one);
  }
  return new Map(
    [...found].map(([id, { said, overdue }]) => [
      id,
      { current: deriveVersionStatuses([...said.values()]).at(-1) ?? null, overdue },
    ]),
  );
}

async function lateOf(act: Act, members: readonly string[]): Promise<Map<string, LateMark>> {
  const rows = await act.tx
    .selectFrom('documents.late')
    .select(['document_id', 'why', 'what', 'since', 'days_after', 'recorded_at'])
    .select(['answer', 'note', 'answered_at', 'answered_by'])
    .where('patient_id', 'in', [...members])
    .where((eb) => eb.or([eb('answer', 'is', null), eb('answer', '<>', 'no-longer')]))
    .orderBy((eb) => eb('answer', 'is', null))
    .orderBy('recorded_at')
    .execute();
  // The last one of each stands in the map: unanswered ones came last, the newest of them at the end.
  return new Map(
    rows.map((row) => [
      row.document_id,
      {
        why: row.why as LateMark['why'], // CHECK late_cause_is_known
        what: row.what as LateMark['what'], // CHECK late_thing_is_known
        since: row.since,
        daysAfter: row.days_after,
        at: row.recorded_at,
        answer:
          row.answer === null || row.answered_at === null || row.answered_by === null
            ? null
            : { answer: row.answer, note: row.note, at: row.answered_at, by: row.answered_by },
      },
    ]),
  );
}

async function unverifiedOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.unverified')
    .select(['document_id', 'recorded_at as at'])
    .where('patient_id', 'in', [...members])
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map(({ document_id: id, at }) => [id, { at }]));
}

async function signaturesOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.signature')
    .select(['document_id', 'role', 'version_id'])
    .where('patient_id', 'in', [...members])
    .execute();
  const byDocument = new Map<string, { role: SignerRole; versionId: string }[]>();
  for (const row of rows) {
    const list = byDocument.get(row.document_id) ?? [];
    // The column's check names exactly the roles of the type.
    list.push({ role: row.role as SignerRole, versionId: row.version_id });
    byDocument.set(row.document_id, list);
  }
  return byDocument;
}

async function amendmentsOf(act: Act, members: readonly string[]) {
  const rows = await act.tx
    .selectFrom('documents.amendment')
    .select(['document_id', (eb) => eb.fn.countAll<string>().as('n')])
    .where('patient_id', 'in', [...members])
    .groupBy('document_id')
    .execute();
  return new Map(rows.map((row) => [row.document_id, Number(row.n)]));
}
