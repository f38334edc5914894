import type { Act } from '../../../platform/act.ts';
import { bearersOfNumbers } from '../../encounters/index.ts';
import { memberIds } from '../../patients/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { refuseOwnRecord } from '../load-request.ts';

export type LabelRead =
  | { readonly kind: 'document'; readonly what: string; readonly document: { patientId: string; documentId: string } }
  | { readonly kind: 'visit' | 'chart'; readonly what: string }
  /** A label of somebody else: nothing of them is told. */
  | { readonly kind: 'other-patient' }
  | { readonly kind: 'unknown' };

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/**
 * What a wand read beside this patient: a document, the chart of a visit, the whole chart. A wristband or chart of another
 * patient is said to be that, since the paper would go to the wrong person.
 */
export async function readLabel(act: Act, asked: { patientId: string; code: string }): Promise<LabelRead> {
  await refuseOwnRecord(act, asked.patientId);
  const { ids } = await memberIds(act, asked.patientId);
  const code = asked.code.trim();
  act.note({ patientIds: [asked.patientId] });
  return (
    (await documentOf(act, asked.patientId, code)) ??
    (await visitOf(act, ids, code)) ??
    (await chartOf(act, ids, code)) ?? { kind: 'unknown' }
  );
}

async function documentOf(act: Act, patientId: string, code: string): Promise<LabelRead | undefined> {
  const id = UUID.exec(code)?.[0].toLowerCase();
  if (id === undefined) return undefined;
  const [found] = (await listDocuments(act, { patientId, documentIds: [id] })).documents;
  if (found === undefined) return undefined;
  return {
    kind: 'document',
    what: `${found.title ?? found.typeName}${found.date === null ? '' : ` of ${found.date}`}`,
    document: { patientId: found.patientId, documentId: found.id },
  };
}

async function visitOf(act: Act, ids: readonly string[], code: string): Promise<LabelRead | undefined> {
  const bearers = await bearersOfNumbers(act, 'visit', [code], 2);
  const [bearer] = bearers;
  if (bearer === undefined || bearers.length > 1) return undefined;
  return ids.includes(bearer) ? { kind: 'visit', what: `Chart of visit ${code}` } : { kind: 'other-patient' };
}

async function chartOf(act: Act, ids: readonly string[], code: string): Promise<LabelRead | undefined> {
  const rows = await act.tx
    .selectFrom('patients.identifier')
    .select('patient_id')
    .where('kind', '=', 'mrn')
    .where('value', '=', code)
    .limit(20)
    .execute();
  if (rows.length === 0) return undefined;
  return rows.some((row) => ids.includes(row.patient_id))
    ? { kind: 'chart', what: 'Copy of the chart' }
    : { kind: 'other-patient' };
}
