import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { secretHash } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { facilityById } from '../directory/index.ts';
import { frozenAmong } from './court/read-court.ts';
import { confirmDelivery } from './confirm-delivery.ts';
import { passcodeMatches } from './passcode.ts';
import { problems } from './problems.ts';
import { downloadsLeft, linkState, MOST_FAILED_TRIES } from './read-links.ts';
import { findVolume } from './find-volume.ts';

const ACTOR = systemActor('release.link');

export interface LinkPlace {
  readonly patientId: string;
  readonly linkId: string;
}

/**
 * Lets a recipient in who knows the address, or is known to be the recipient, and knows the passcode. The stranger has no scope of his own: the product acts, and its
 * entries say so. A try is counted before the passcode is compared, so that many at once are not more than the limit.
 * @throws release/link-dead (unknown, expired, locked, revoked alike), release/wrong-passcode
 */
export async function enterLink(services: Services, which: string | LinkPlace, passcode: string): Promise<LinkPlace> {
  const charged = await actAsLink(services, 'release.look-up-link', (act) => chargeTry(act, which));
  const right = await passcodeMatches(passcode, charged?.passcodeHash);
  if (charged === undefined) throw dead();
  await actAsLink(services, 'release.try-link', (act) => noteTry(act, charged, right));
  if (right) return charged;
  throw problems.wrongPasscode({
    detail:
      'Check the passcode that you were told. After five wrong ones the link is dead; the sender can then make a new one.',
  });
}

async function chargeTry(
  act: Act,
  which: string | LinkPlace,
): Promise<(LinkPlace & { passcodeHash: string }) | undefined> {
  const link = await act.tx
    .updateTable('release.link')
    .set({ failed_tries: sql<number>`failed_tries + 1` })
    .where((is) =>
      typeof which === 'string'
        ? is('secret_hash', '=', secretHash(which))
        : is.and([is('patient_id', '=', which.patientId), is('id', '=', which.linkId)]),
    )
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', act.now)
    .where('failed_tries', '<', MOST_FAILED_TRIES)
    .returning(['patient_id', 'id', 'passcode_hash'])
    .executeTakeFirst();
  if (link === undefined) {
    act.note({ detail: { found: false } });
    return undefined;
  }
  act.note({ patientIds: [link.patient_id], subjectIds: [link.id] });
  return { patientId: link.patient_id, linkId: link.id, passcodeHash: link.passcode_hash };
}

async function noteTry(act: Act, link: LinkPlace, right: boolean): Promise<void> {
  act.note({ patientIds: [link.patientId], subjectIds: [link.linkId], detail: { right } });
  if (!right) return;
  await act.tx
    .updateTable('release.link')
    .set({ failed_tries: 0 })
    .where('patient_id', '=', link.patientId)
    .where('id', '=', link.linkId)
    .execute();
}

export interface LinkContents {
  readonly packetNumber: string;
  readonly custodian: string;
  readonly expiresAt: string;
  readonly encrypted: boolean;
  readonly pages: number;
  /** `left`: how often it may still be fetched; null: as often as wanted. */
  readonly volumes: { volume: number; bytes: number; sha256: string; left: number | null }[];
}

/** What lies behind the link: names no patient, in case the page is looked at over a shoulder. */
export function showContents(services: Services, place: LinkPlace): Promise<LinkContents> {
  return actAsLink(services, 'release.use-link', async (act) => {
    const link = await openLink(act, place);
    const volumes = await act.tx
      .selectFrom('release.packet_volume')
      .select(['volume', 'bytes', 'sha256'])
      .where('patient_id', '=', place.patientId)
      .where('packet_id', '=', link.packet_id)
      .orderBy('volume')
      .execute();
    const facility = await facilityById(act, link.facility_id);
    return {
      packetNumber: link.number,
      custodian: facility.legalEntityName,
      expiresAt: link.expires_at.toISOString(),
      encrypted: link.encrypted,
      pages: link.pages ?? 0,
      volumes: volumes.map((each) => ({ ...each, bytes: Number(each.bytes), left: downloadsLeft(link, each.volume) })),
    };
  });
}

export interface FetchedVolume {
  readonly blob: BlobRef;
  readonly fileName: string;
}

/**
 * A volume for the recipient. The download is counted before its first byte, in the statement that compares with the limit,
 * so that many at once are not more than that.
 * @throws release/link-dead, release/link-unknown, release/link-used-up
 */
export function fetchVolume(services: Services, place: LinkPlace, volume: number): Promise<FetchedVolume> {
  return actAsLink(services, 'release.fetch-by-link', async (act) => {
    const link = await openLink(act, place);
    const found = await findVolume(act, { patientId: place.patientId, packetId: link.packet_id, volume });
    if (found === undefined) throw problems.linkUnknown({ detail: 'The packet has no such volume.' });
    const counted = await act.tx
      .updateTable('release.link')
      .set({
        downloads: sql<number>`downloads + 1`,
        begun: sql<number[]>`CASE WHEN downloads_at_most IS NULL THEN begun ELSE begun || ${volume}::integer END`,
        last_download_at: act.now,
      })
      .where('patient_id', '=', place.patientId)
      .where('id', '=', place.linkId)
      .where(
        sql<boolean>`(downloads_at_most IS NULL OR cardinality(array_positions(begun, ${volume}::integer)) < downloads_at_most)`,
      )
      .returning('id')
      .executeTakeFirst();
    if (counted === undefined) throw usedUp(link.downloads_at_most ?? 0);
    act.note({ subjectIds: [link.packet_id], count: 1, detail: { volume, sha256: found.sha256 } });
    return { blob: found.blob, fileName: `${link.number}-${volume}.pdf` };
  });
}

/** The last byte of a volume is out. When all volumes are, the hand-over is confirmed. */
export function noteFetched(services: Services, place: LinkPlace, volume: number): Promise<void> {
  return actAsLink(services, 'release.confirm', async (act) => {
    const link = await act.tx
      .updateTable('release.link')
      .set({
        fetched: sql<
          number[]
        >`CASE WHEN ${volume}::integer = ANY (fetched) THEN fetched ELSE fetched || ${volume}::integer END`,
      })
      .where('patient_id', '=', place.patientId)
      .where('id', '=', place.linkId)
      .returning(['fetched', 'packet_id', 'disclosure_id', 'revoked_at'])
      .executeTakeFirstOrThrow();
    const { n } = await act.tx
      .selectFrom('release.packet_volume')
      .select((column) => column.fn.countAll<string>().as('n'))
      .where('patient_id', '=', place.patientId)
      .where('packet_id', '=', link.packet_id)
      .executeTakeFirstOrThrow();
    act.note({ patientIds: [place.patientId], subjectIds: [place.linkId], detail: { volume } });
    if (link.fetched.length < Number(n) || link.revoked_at !== null) return;
    await confirmDelivery(act, {
      disclosureId: link.disclosure_id,
      outcome: 'handed-over',
      how: 'Downloaded by the recipient',
    });
  });
}

/** The link's rows as of now, if it still leads anywhere. @throws release/link-dead */
async function openLink(act: Act, place: LinkPlace) {
  const link = await act.tx
    .selectFrom('release.link as l')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
    )
    .innerJoin('release.approval as a', (join) =>
      join.onRef('a.patient_id', '=', 'p.patient_id').onRef('a.id', '=', 'p.approval_id'),
    )
    .leftJoin('release.cancellation as c', 'c.request_id', 'l.request_id')
    .select([
      'l.packet_id',
      'l.request_id',
      'l.facility_id',
      'l.expires_at',
      'l.failed_tries',
      'l.revoked_at',
      'l.downloads_at_most',
      'l.begun',
      'p.number',
      'p.encrypted',
      'p.pages',
      'c.id as cancelled',
    ])
    // Struck through after the link went out, perhaps as another patient's: nobody fetches it any more.
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('release.disclosure_document as d')
            .innerJoin('documents.entered_in_error as e', (join) =>
              join.onRef('e.patient_id', '=', 'd.document_patient_id').onRef('e.document_id', '=', 'd.document_id'),
            )
            .select('e.id')
            .whereRef('d.patient_id', '=', 'l.patient_id')
            .whereRef('d.disclosure_id', '=', 'l.disclosure_id')
            .where('e.withdrawn_at', 'is', null),
        )
        .as('withdrawn'),
    )
    // Struck through or not kept after all, by the scope it was in.
    .select(sql<number>`release.withdrawn_documents(l.patient_id, a.scope_id)`.as('withdrawn_documents'))
    .where('l.patient_id', '=', place.patientId)
    .where('l.id', '=', place.linkId)
    .executeTakeFirst();
  act.note({ patientIds: [place.patientId], subjectIds: [place.linkId] });
  if (link === undefined || link.cancelled !== null || link.withdrawn === true) throw dead();
  if (link.withdrawn_documents > 0) throw dead();
  // An objection came in after the link went out: nobody fetches it until the court has decided.
  if ((await frozenAmong(act, [link.request_id])).size > 0) throw dead();
  if (linkState(link, act.now) !== 'open') throw dead();
  return link;
}

function actAsLink<T>(services: Services, verb: string, fn: (act: Act) => Promise<T>): Promise<T> {
  return services.acting.act({ actor: ACTOR }, { verb, permission: 'system' }, fn);
}

function usedUp(most: number) {
  return problems.linkUsedUp({
    detail: `The link allows ${most === 1 ? 'one download' : `${most} downloads`} of each part, and this one has had that. What was downloaded is safe; nothing was sent now. Ask whoever sent the link for a new one.`,
  });
}

function dead() {
  return problems.linkDead({
    detail: 'It was used up, taken back, has run out, or never was. Ask whoever sent it for a new one.',
  });
}
