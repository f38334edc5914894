import { secretHash, newId, namedId, secretToken } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { parseMailAddress } from '../../correspondence/index.ts';
import { facilityById } from '../../directory/index.ts';
import { receiveItem, type storeUploads } from '../../intake/index.ts';
import { openItem } from '../../worklist/index.ts';
import { chargeTry, tried } from '../count-try.ts';
import { takeCode } from '../mail-codes/send-code.ts';
import { atTheDoor } from '../on-behalf.ts';
import { storedOf } from '../own-papers.ts';
import { problems } from '../problems.ts';
import type { OFFICE_CLASSES } from './contract.ts';

const PAPER_MINUTES = 60;
const MOST_PAPERS = 6;

interface Common {
  readonly language: 'en' | 'es';
  readonly facilityId: string;
  readonly mail: string;
  readonly code: string;
  readonly personName: string;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}
export type Applied = Common &
  (
    | { readonly kind: 'patient'; readonly birthDate: string }
    | {
        readonly kind: 'requester';
        readonly organisation: string;
        readonly requesterClass: (typeof OFFICE_CLASSES)[number];
      }
  );

/**
 * Takes an application for an account, once the mail address is proved by its code. Nothing is looked up: whether there is
 * such a patient or office a person finds out, and the answer is the same. At most five a day from one address on the net.
 * @throws portal/mail-code-wrong, portal/codes-limit, directory/no-such-facility
 */
export async function apply(services: Services, applied: Applied, from: string): Promise<{ paperToken: string }> {
  const now = services.clock.now();
  const mail = parseMailAddress(applied.mail);
  await takeCode(services, { purpose: 'application', address: mail }, applied.code);
  await chargeTry(
    services.acting,
    [tried(services.keyring, 'application-address', `${now.toISOString().slice(0, 10)} ${from}`)],
    now,
  );
  const paperToken = secretToken();
  const written = (text: string | undefined) => (text === undefined || text.trim() === '' ? null : text.trim());
  await atTheDoor(services, 'portal.apply', async (act) => {
    const facility = await facilityById(act, applied.facilityId);
    const id = newId();
    await act.tx
      .insertInto('portal.application')
      .values({
        id,
        facility_id: facility.id,
        kind: applied.kind,
        language: applied.language,
        person_name: applied.personName.trim(),
        ...(applied.kind === 'patient'
          ? { birth_date: applied.birthDate }
          : { organisation: applied.organisation.trim(), requester_class: applied.requesterClass }),
        mail_address: mail,
        phone: written(applied.phone),
        address: written(applied.address),
        paper_token_hash: secretHash(paperToken),
        applied_at: act.now,
      })
      .execute();
    await openItem(act, {
      kind: 'portal.application',
      module: 'portal',
      subjectId: id,
      facilityId: facility.id,
      permission: 'portal/desk',
    });
    act.note({ subjectIds: [id], detail: { kind: applied.kind } });
    act.emit('portal.applied', { applicationId: id, facilityId: facility.id });
  });
  return { paperToken };
}

/** The application that a token of the last hour belongs to. Asked before a byte is taken. @throws portal/application-unknown */
export async function mayAddPapers(services: Services, token: string): Promise<{ id: string; facilityId: string }> {
  return atTheDoor(services, 'portal.send-application-paper', async (act) => {
    const row = await act.tx
      .selectFrom('portal.application')
      .select(['id', 'facility_id'])
      .where('paper_token_hash', '=', secretHash(token))
      .where('applied_at', '>', new Date(act.now.getTime() - PAPER_MINUTES * 60_000))
      .where('decided_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined)
      throw problems.applicationUnknown({
        detail: 'Nothing was taken. The hour for sending is over; call the records office, or ask again.',
      });
    act.note({ subjectIds: [row.id] });
    return { id: row.id, facilityId: row.facility_id };
  });
}

/** Hands the files to intake as they came. @throws portal/file-refused, portal/too-many-today */
export async function addPapers(
  services: Services,
  application: { readonly id: string; readonly facilityId: string },
  input: { sendingId: string; uploads: Awaited<ReturnType<typeof storeUploads>> },
): Promise<{ sent: number; refused: string[] }> {
  const { stored, refused } = storedOf(input.uploads);
  await atTheDoor(services, 'portal.send-application-paper', async (act) => {
    const { n } = await act.tx
      .selectFrom('portal.application_paper')
      .select((count) => count.fn.countAll<string>().as('n'))
      .where('application_id', '=', application.id)
      .executeTakeFirstOrThrow();
    if (Number(n) + stored.length > MOST_PAPERS)
      throw problems.tooManyToday({ detail: `Nothing was sent. ${MOST_PAPERS} files are enough for an application.` });
    for (const [at, file] of stored.entries()) {
      const { id } = await receiveItem(act, {
        file,
        facilityId: application.facilityId,
        source: 'upload',
        sourceDetail: 'Portal, application',
      });
      await act.tx
        .insertInto('portal.application_paper')
        .values({
          id: namedId(input.sendingId, String(at)),
          facility_id: application.facilityId,
          application_id: application.id,
          item_id: id,
          sent_at: act.now,
        })
        .execute();
    }
    act.note({ subjectIds: [application.id], count: stored.length });
  });
  return { sent: stored.length, refused };
}
