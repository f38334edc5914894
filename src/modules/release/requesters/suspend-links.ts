import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { isKnownDead, memberIds } from '../../patients/index.ts';
import { openItem } from '../../worklist/index.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { facilityById } from '../../directory/index.ts';
import { isRepresented, loadRepresentation } from './load-representation.ts';

/** Of one person; more than a person ever has open at once. */
const LINKS_AT_ONCE = 500;

export type Why = 'power-ended' | 'patient-died' | 'document-withdrawn';

const WORDS: Readonly<Record<Why, string>> = {
  'power-ended': 'Taken back by itself: the power of the representative on which it rested does not hold any more',
  'patient-died': 'Taken back by itself: it was made for the patient, whose death became known',
  'document-withdrawn': 'Taken back by itself: a document behind it was withdrawn',
};

/**
 * On a death, or when a power ended: open links that rest on the power of a representative which does not hold today, or were
 * for the patient in person, are taken back at once; each case waits for somebody to say what follows. Idempotent.
 */
export async function suspendUnempowered(act: Act, patientId: string): Promise<void> {
  const { ids } = await memberIds(act, patientId);
  const dead = await isKnownDead(act, patientId);
  const links = await openLinksOf(act, ids);
  for (const link of links) {
    const form = link.form as { signedBy?: string; signedOn?: string | null } | null; // as record-authority.ts wrote it
    const authority = {
      patientId: link.patient_id,
      basis: link.basis,
      requesterClass: link.requester_class,
      representativeId: link.representative_id,
      form: form?.signedBy === undefined ? null : { signedBy: form.signedBy, signedOn: form.signedOn ?? null },
      on: localDate(act.now, (await facilityById(act, link.facility_id)).timeZone),
    };
    if (dead && !isRepresented(authority) && link.requester_class === 'individual')
      await suspend(act, link, 'patient-died');
    if (!isRepresented(authority)) continue;
    const power = await loadRepresentation(act, authority);
    const holds = power === undefined || (power.named ? power.today.result === 'allowed' : !dead);
    if (!holds) await suspend(act, link, 'power-ended');
  }
  act.note({ patientIds: [patientId] });
}

/**
 * Each hour: what no event tells, the last day of a power and the 18th birthday of a patient. Of the open links, of which
 * there are few, those on the power of a representative are asked again.
 */
export async function sweepUnempowered(act: Act): Promise<void> {
  const rows = await act.tx
    .selectFrom('release.link as l')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
    )
    .innerJoin('release.approval as a', (join) =>
      join.onRef('a.patient_id', '=', 'p.patient_id').onRef('a.id', '=', 'p.approval_id'),
    )
    .innerJoin('release.authority as u', (join) =>
      join.onRef('u.patient_id', '=', 'a.patient_id').onRef('u.id', '=', 'a.authority_id'),
    )
    .select('l.patient_id')
    .distinct()
    .where('l.revoked_at', 'is', null)
    .where('l.expires_at', '>', act.now)
    .where('u.representative_id', 'is not', null)
    .limit(LINKS_AT_ONCE)
    .execute();
  for (const { patient_id } of rows) await suspendUnempowered(act, patient_id);
  act.note({ count: rows.length });
}

/** A document was struck through, or not kept after all: links behind which it lies are taken back. Idempotent. */
export async function suspendWithdrawn(act: Act, document: { patientId: string; documentId: string }): Promise<void> {
  const { rows } = await sql<{ patient_id: string; link_id: string }>`
    SELECT patient_id, link_id FROM release.links_with_withdrawn(${document.patientId}::uuid, ${document.documentId}::uuid)
    LIMIT ${LINKS_AT_ONCE}`.execute(act.tx);
  for (const { patient_id, link_id } of rows) {
    const link = await act.tx
      .selectFrom('release.link')
      .select(['patient_id', 'id', 'facility_id', 'labels', 'request_id'])
      .where('patient_id', '=', patient_id)
      .where('id', '=', link_id)
      .where('expires_at', '>', act.now)
      .executeTakeFirst();
    if (link !== undefined) await suspend(act, link, 'document-withdrawn');
  }
  act.note({ patientIds: [document.patientId], subjectIds: [document.documentId], count: rows.length });
}

function openLinksOf(act: Act, patientIds: readonly string[]) {
  return act.tx
    .selectFrom('release.link as l')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
    )
    .innerJoin('release.approval as a', (join) =>
      join.onRef('a.patient_id', '=', 'p.patient_id').onRef('a.id', '=', 'p.approval_id'),
    )
    .innerJoin('release.authority as u', (join) =>
      join.onRef('u.patient_id', '=', 'a.patient_id').onRef('u.id', '=', 'a.authority_id'),
    )
    .innerJoin('release.request as r', 'r.id', 'l.request_id')
    .select(['l.patient_id', 'l.id', 'l.facility_id', 'l.labels', 'l.request_id'])
    .select(['u.basis', 'u.form', 'u.representative_id', 'r.requester_class'])
    .where('l.patient_id', 'in', [...patientIds])
    .where('l.revoked_at', 'is', null)
    .where('l.expires_at', '>', act.now)
    .limit(LINKS_AT_ONCE)
    .execute();
}

interface OpenLink {
  readonly patient_id: string;
  readonly id: string;
  readonly facility_id: string;
  readonly labels: string;
  readonly request_id: string;
}

async function suspend(act: Act, link: OpenLink, why: Why): Promise<void> {
  const revoked = await act.tx
    .updateTable('release.link')
    .set({ revoked_at: act.now, revoked_by: act.actor.id, revoke_reason: WORDS[why] })
    .where('patient_id', '=', link.patient_id)
    .where('id', '=', link.id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (revoked === undefined) return;
  await act.tx
    .insertInto('release.suspension')
    .values({
      patient_id: link.patient_id,
      id: newId(),
      facility_id: link.facility_id,
      labels: link.labels,
      request_id: link.request_id,
      link_id: link.id,
      why,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await openItem(act, {
    kind: 'release.link-suspended',
    module: 'release',
    subjectId: link.request_id,
    patientId: link.patient_id,
    facilityId: link.facility_id,
    labels: BigInt(link.labels),
    permission: 'release/work',
    priority: 2,
  });
  act.note({ subjectIds: [link.request_id, link.id] });
  act.emit('release.link-suspended', { requestId: link.request_id, patientId: link.patient_id, linkId: link.id, why });
}
