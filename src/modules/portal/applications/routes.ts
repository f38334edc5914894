import { route, type RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { listFacilities } from '../../directory/index.ts';
import { storeUploads } from '../../intake/index.ts';
import { invitationHash, newInvitationCode } from '../invitation-code.ts';
import { INVITATION_DAYS } from '../invite-to-portal.ts';
import { deriveInvitedMail, deriveRefusedMail } from '../mail-codes/derive-code-mail.ts';
import { mailLeaves, mailOut } from '../mail-codes/mail-out.ts';
import { sendCode } from '../mail-codes/send-code.ts';
import { plain } from '../plain.ts';
import { addressOf, STRANGERS_PER_MINUTE } from '../routes-door.ts';
import { addPapers, apply, mayAddPapers } from './apply.ts';
import { applicationContract as contract, applicationDeskContract as desk } from './contract.ts';
import { nameApplication, openApplication } from './open-application.ts';
import {
  confirmAsPatient,
  confirmAsRequester,
  type InvitedByApplication,
  refuseApplication,
  type ToTell,
} from './settle-application.ts';

const DESK = 'portal/desk';
const stranger = { permission: 'public', verb: 'portal.at-the-door', perMinute: STRANGERS_PER_MINUTE } as const;

const strangersRoutes = [
  route(contract.door, {
    ...stranger,
    before: async ({ services }) => mailLeaves(services),
    handle: async (act, _input, mail) => ({
      mail,
      places: (await listFacilities(act)).map(({ id, name }) => ({ id, name })),
    }),
  }),
  route(contract.sendCode, {
    ...stranger,
    before: (context, { body }) =>
      sendCode(
        context.services,
        { purpose: 'application', address: body.mail },
        { language: body.language, from: addressOf(context) },
      ),
    handle: async () => undefined,
  }),
  route(contract.apply, {
    ...stranger,
    before: (context, { body }) => apply(context.services, body, addressOf(context)),
    // The token is kept by nobody: a repeat after a lost answer asks for another code.
    handle: async () => undefined,
    after: async (_context, _nothing, _input, applied) => applied,
  }),
  route(contract.sendPapers, {
    ...stranger,
    before: async (context, { params, query }) => {
      const application = await mayAddPapers(context.services, params.token);
      return { application, sendingId: newId(), uploads: await storeUploads(context, query.name) };
    },
    handle: async () => undefined,
    after: ({ services }, _nothing, _input, { application, ...sending }) => addPapers(services, application, sending),
  }),
];

const subject = ({ params }: { params: { applicationId: string } }) => ({
  kind: 'application',
  id: params.applicationId,
});

const deskRoutes = [
  route(desk.open, {
    permission: DESK,
    verb: 'portal.open-application',
    subject,
    handle: async (act, { params }) => plain(await openApplication(act, params.applicationId)) as never, // words of CHECK constraints
  }),
  route(desk.name, {
    permission: DESK,
    verb: 'portal.open-application',
    handle: (act, { params }) => nameApplication(act, params.applicationId),
  }),
  route(desk.confirmPatient, {
    permission: DESK,
    verb: 'portal.confirm-application',
    subject,
    before: async () => newInvitationCode(),
    handle: async (act, { params, body }, code) =>
      sealed(code, await confirmAsPatient(act, { ...params, ...body, codeHash: invitationHash(code) })),
    after: (context, made, _input, code) => tellInvited(context, made, code, 'invitation'),
  }),
  route(desk.confirmRequester, {
    permission: DESK,
    verb: 'portal.confirm-application',
    subject,
    before: async () => newInvitationCode(),
    handle: async (act, { params, body }, code) =>
      sealed(code, await confirmAsRequester(act, { ...params, ...body, codeHash: invitationHash(code) })),
    after: (context, made, _input, code) => tellInvited(context, made, code, 'requester-invitation'),
  }),
  route(desk.refuse, {
    permission: DESK,
    verb: 'portal.refuse-application',
    subject,
    handle: (act, { params, body }) => refuseApplication(act, { ...params, ...body }),
    after: async ({ services }, told: ToTell) => {
      await mailOut(services, told.mailAddress, deriveRefusedMail(told.language)).catch((error: unknown) =>
        services.log.warn({ err: error }, 'the mail about an application did not leave'),
      );
      return undefined;
    },
  }),
];

export const applicationRoutes = [...strangersRoutes, ...deskRoutes];

/** What may be kept for a repeat: the digest of the code and not the code. */
function sealed(code: string, { name, expiresAt, mailAddress, language }: InvitedByApplication) {
  return {
    codeHash: invitationHash(code).toString('hex'),
    expiresAt: expiresAt.toISOString(),
    ...{ name, mailAddress, language },
  };
}

/** By mail to the proved address; where it does not leave, the desk is shown the code once, to tell it. */
async function tellInvited(
  { services }: RequestContext,
  made: ReturnType<typeof sealed>,
  code: string,
  page: 'invitation' | 'requester-invitation',
) {
  const { name, expiresAt } = made;
  const url = `${services.publicUrl}/portal/${page}`;
  // A repeat finds the first code, which nobody kept and which left by mail or was shown.
  if (invitationHash(code).toString('hex') !== made.codeHash) return { name, expiresAt, url, mailed: true, code: null };
  try {
    await mailOut(services, made.mailAddress, deriveInvitedMail(made.language, code, url, INVITATION_DAYS));
    return { name, expiresAt, url, mailed: true, code: null };
  } catch (error) {
    services.log.warn({ err: error }, 'the mail about an application did not leave');
    return { name, expiresAt, url, mailed: false, code };
  }
}
