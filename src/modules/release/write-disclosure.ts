import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { listDocuments } from '../documents/index.ts';
import { citeRulings, ruleBook } from '../regulations/index.ts';
import { decideAccountable, type DisclosureBasis } from './decide-accountable.ts';
import type { Reason } from './reason.ts';

export interface NewDisclosure {
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly requestId?: string;
  readonly packetId?: string;
  readonly basis: DisclosureBasis;
  readonly recipient: {
    readonly name: string;
    readonly organisation?: string | undefined;
    readonly address?: readonly string[] | undefined;
  };
  readonly description: string;
  readonly purpose: string;
  readonly disclosedAt: Date;
  /** The day of it at the facility. */
  readonly disclosedOn: string;
  readonly channel: 'link' | 'print' | 'fax' | 'mail' | 'email' | 'phone' | 'in-person' | 'electronic' | 'other';
  readonly pages?: number;
  readonly documents?: readonly {
    readonly patientId: string;
    readonly documentId: string;
    readonly versionId: string;
  }[];
}

const ROWS_AT_ONCE = 1_000;

/** One row of the disclosure log, with what of it an accounting shows and why. Nobody can change it afterwards. */
export async function writeDisclosure(
  act: Act,
  disclosure: NewDisclosure,
): Promise<{ disclosureId: string; accountable: boolean; reason: Reason }> {
  const { accountable, reason } = decideAccountable(disclosure.basis, disclosure.disclosedOn, ruleBook().rules);
  const disclosureId = newId();
  const common = {
    patient_id: disclosure.patientId,
    facility_id: disclosure.facilityId,
  };
  await act.tx
    .insertInto('release.disclosure')
    .values({
      ...common,
      id: disclosureId,
      labels: disclosure.labels,
      request_id: disclosure.requestId ?? null,
      packet_id: disclosure.packetId ?? null,
      basis: disclosure.basis,
      recipient_name: disclosure.recipient.name,
      recipient_organisation: disclosure.recipient.organisation ?? null,
      recipient_address: [...(disclosure.recipient.address ?? [])],
      description: disclosure.description,
      purpose: disclosure.purpose,
      disclosed_on: disclosure.disclosedOn,
      disclosed_at: disclosure.disclosedAt,
      channel: disclosure.channel,
      pages: disclosure.pages ?? null,
      documents: disclosure.documents?.length ?? null,
      accountable,
      accountable_reason: JSON.stringify(reason),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const documents = disclosure.documents ?? [];
  const labels = await labelsOf(act, disclosure);
  for (let at = 0; at < documents.length; at += ROWS_AT_ONCE)
    await act.tx
      .insertInto('release.disclosure_document')
      .values(
        documents.slice(at, at + ROWS_AT_ONCE).map((document) => ({
          ...common,
          id: newId(),
          labels: disclosure.labels | (labels.get(document.documentId) ?? 0n),
          disclosure_id: disclosureId,
          document_patient_id: document.patientId,
          document_id: document.documentId,
          version_id: document.versionId,
        })),
      )
      .execute();
  if (reason.version !== undefined) await citeRulings(act, [{ ruleId: reason.ruleId, outcome: 'answered' }]);
  act.note({
    patientIds: [disclosure.patientId],
    subjectIds: [disclosureId],
    count: documents.length,
    detail: { basis: disclosure.basis, channel: disclosure.channel, accountable },
  });
  act.emit('release.disclosed', {
    disclosureId,
    patientId: disclosure.patientId,
    requestId: disclosure.requestId ?? null,
    accountable,
  });
  return { disclosureId, accountable, reason };
}

async function labelsOf(act: Act, { patientId, documents = [] }: NewDisclosure): Promise<Map<string, bigint>> {
  const { documents: summaries } = await listDocuments(act, {
    patientId,
    documentIds: documents.map(({ documentId }) => documentId),
  });
  return new Map(summaries.map((summary) => [summary.id, maskOf(summary.labels)]));
}
