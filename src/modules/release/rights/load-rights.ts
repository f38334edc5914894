import { type Selectable, sql } from 'kysely';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/types.generated.ts';
import { facilityById, type FacilityFacts } from '../../directory/index.ts';
import { type DocumentSummary, listDocuments } from '../../documents/index.ts';
import { type Deadline, deadlinesOf } from '../../regulations/index.ts';
import { disclosuresOfDocument } from '../disclosures-of-document.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { deriveRightsState, type RightsNext, type RightsState } from './derive-rights-state.ts';
import { mayCost } from './evaluate-price.ts';
import { rightsProblems as problems } from './problems.ts';
import { readRightsSetting, type RightsSetting } from './rights-setting.ts';
import type { Named, RightsKind, RightsStep, StepFacts, StepKind } from './step.ts';

/** Clocks and letters of these requests are kept under this name. */
export const RIGHTS = 'release-rights';
const MOST = 500;

/** Somebody who is to hear of an amendment: named by the patient, or got the record before it was amended. */
export interface ToTell {
  readonly key: string;
  readonly source: 'named' | 'recipient';
  readonly name: string;
  readonly organisation: string | null;
  readonly address: readonly string[];
  readonly disclosureId: string | null;
  readonly basis: string | null;
  readonly disclosedOn: string | null;
}

export interface LoadedRights {
  readonly id: string;
  readonly kind: RightsKind;
  readonly number: string;
  readonly patientId: string;
  readonly labels: bigint;
  readonly row: Selectable<DB['release.rights_request']>;
  readonly named: readonly Named[];
  readonly facility: FacilityFacts;
  readonly today: string;
  readonly steps: readonly RightsStep[];
  readonly affected: readonly DocumentSummary[];
  readonly paper: DocumentSummary | null;
  readonly clock: Deadline | null;
  readonly setting: RightsSetting;
  readonly toTell: readonly ToTell[];
  readonly costs: boolean;
  readonly state: RightsState;
  readonly next: RightsNext;
}

/** One request with all that was done about it. @throws release/rights-unknown, release/own-record */
export async function loadRights(act: Act, id: string, lock = false): Promise<LoadedRights> {
  const row = await act.tx.selectFrom('release.rights_request').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw problems.rightsUnknown({ detail: 'Nothing was changed. Reload the list of requests.' });
  await refuseOwnRecord(act, row.patient_id);
  // The rows of a request are only ever added: who holds this lock is the only one to add.
  if (lock) await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`release.rights ${id}`}, 0))`.execute(act.tx);
  const facility = await facilityById(act, row.facility_id);
  const today = localDate(act.now, facility.timeZone);
  const kind = row.kind as RightsKind; // CHECK rights_kind_is_known
  const steps = await stepsOf(act, row.patient_id, id);
  const { affected, paper } = await documentsOf(act, row.patient_id, id);
  const [clock] = await deadlinesOf(act, { module: RIGHTS, id });
  const setting = await readRightsSetting(act, facility.id);
  const costs = kind === 'accounting' && setting.accountingCents > 0 && (await mayCost(act, row));
  const named = row.named as unknown as readonly Named[]; // as record-amendment.ts wrote it
  const toTell =
    kind === 'amendment' && steps.some((step) => step.kind === 'accepted')
      ? await whoIsToldOf(act, named, affected, steps)
      : [];
  act.note({ subjectIds: [id], patientIds: [row.patient_id] });
  const open = toTell.filter(({ key }) => !steps.some(({ recipientKey }) => recipientKey === key));
  return {
    ...{ id, kind, number: row.number, patientId: row.patient_id, labels: BigInt(row.labels), row, named },
    ...{ facility, today, steps, affected, paper, clock: clock ?? null, setting, toTell, costs },
    ...deriveRightsState({ kind, steps, costs, toTell: open.length }),
  };
}

export function lastStep(rights: Pick<LoadedRights, 'steps'>, kind: StepKind): RightsStep | undefined {
  return rights.steps.findLast((step) => step.kind === kind);
}

/** @throws release/rights-not-now */
export function mustBeNext(rights: LoadedRights, ...fits: readonly RightsNext[]): void {
  if (!fits.includes(rights.next))
    throw problems.rightsNotNow({
      detail: 'Nothing was saved. Reload the request: somebody else may have done it, or a letter of it still waits.',
    });
}

async function stepsOf(act: Act, patientId: string, requestId: string): Promise<RightsStep[]> {
  const rows = await act.tx
    .selectFrom('release.rights_step')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as StepKind, // CHECK rights_step_is_known
    facts: row.facts as unknown as StepFacts, // as write-step.ts wrote it
    recipientKey: row.recipient_key,
    promisedOn: row.promised_on,
    letterId: row.letter_id,
    letterLeftAt: row.letter_left_at,
    effect: row.effect,
    at: row.recorded_at,
    by: row.recorded_by,
  }));
}

async function documentsOf(act: Act, patientId: string, requestId: string) {
  const rows = await act.tx
    .selectFrom('release.rights_document')
    .select(['document_id', 'role'])
    .where('patient_id', '=', patientId)
    .where('request_id', '=', requestId)
    .execute();
  const { documents } = await listDocuments(act, { patientId, documentIds: rows.map((row) => row.document_id) });
  const inRole = (role: string) =>
    documents.filter(({ id }) => rows.some((row) => row.document_id === id && row.role === role));
  return { affected: inRole('affected'), paper: inRole('paper')[0] ?? null };
}

/** 45 CFR 164.526(c)(3): those the patient named, and each who got one of the documents before it was amended, once. */
async function whoIsToldOf(
  act: Act,
  named: readonly Named[],
  affected: readonly DocumentSummary[],
  steps: readonly RightsStep[],
): Promise<ToTell[]> {
  const amendedAt = steps.find(({ kind }) => kind === 'author-answered')?.at ?? act.now;
  const people: ToTell[] = named.map((each, at) => ({
    key: `named:${String(at)}`,
    source: 'named',
    name: each.name,
    organisation: each.organisation ?? null,
    address: each.address,
    ...{ disclosureId: null, basis: null, disclosedOn: null },
  }));
  for (const document of affected)
    for (const handOver of await disclosuresOfDocument(act, {
      patientId: document.patientId,
      documentId: document.id,
    })) {
      // Who got it afterwards got it with the amendment.
      if (handOver.disclosedAt > amendedAt || handOver.basis === 'to-individual') continue;
      if (people.some(({ name, organisation }) => isSame(name, organisation, handOver))) continue;
      people.push({
        key: `disclosure:${handOver.disclosureId}`,
        source: 'recipient',
        name: handOver.recipientName,
        organisation: handOver.recipientOrganisation,
        address: handOver.recipientAddress,
        disclosureId: handOver.disclosureId,
        basis: handOver.basis,
        disclosedOn: handOver.disclosedOn,
      });
    }
  return people;
}

function isSame(
  name: string,
  organisation: string | null,
  other: { recipientName: string; recipientOrganisation: string | null },
): boolean {
  const plain = (text: string | null) => (text ?? '').trim().toLowerCase();
  return plain(name) === plain(other.recipientName) && plain(organisation) === plain(other.recipientOrganisation);
}
