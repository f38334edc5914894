import { type Download, route } from '../../platform/http/route.ts';
import { newId } from '../../platform/ids.ts';
import { storeUploads } from '../intake/index.ts';
import { addInvitation } from './accept-invitation.ts';
import { askForRecords, previewStatement } from './ask-for-records.ts';
import { contract } from './contract.ts';
import { listNotes, writeNote } from './notes.ts';
import { onBehalf } from './on-behalf.ts';
import { tellAccesses } from './own-accesses.ts';
import { accountToPerson } from './own-disclosures.ts';
import {
  changePassphrase,
  confirmMailStep,
  confirmSecondStep,
  describeOwnAccount,
  dropMailStep,
  offerMailStep,
  offerSecondStep,
  sayLanguage,
  signOutOfPortal,
} from './own-account.ts';
import { letterDownload } from './letter-download.ts';
import { listOwnInvoices } from './own-invoices.ts';
import { listOwnLetters, openOwnLetter } from './own-letters.ts';
import { findOwnPapers, maySendPaper, showOwnPapers, takePapers } from './own-papers.ts';
import { fetchOwnVolume, findOwnAsks, showOwnRequests } from './own-requests.ts';
import { plain } from './plain.ts';
import { addressOf } from './routes-door.ts';
import { clearPortalCookie, setPortalCookie } from './session-cookie.ts';
import { ownAccount, standFor } from './stand-for.ts';
import { volumeDownload } from './volume-download.ts';

const OWN = 'portal/own';
/** A pool of its own: a flood at the portal is held off before it reaches the desk's. */
const PER_MINUTE = 120;
const COSTLY_PER_MINUTE = 20;

const own = { permission: OWN, perMinute: PER_MINUTE } as const;
const access = { ...own, purpose: 'patient-access' } as const;

/** What a signed-in person of the portal does. `handle` judges under the person's own scope; `after` does what lies beside it. */
export const ownRoutes = [
  route(contract.signOut, {
    ...own,
    verb: 'portal.sign-out',
    handle: (act, { body }) => signOutOfPortal(act, body.everywhere),
    after: async (context) => {
      clearPortalCookie(context);
      return undefined;
    },
  }),
  route(contract.account, { ...own, verb: 'portal.see-account', handle: (act) => describeOwnAccount(act) }),
  route(contract.sayLanguage, {
    ...own,
    verb: 'portal.say-language',
    handle: (act, { body }) => sayLanguage(act, body.language),
  }),
  route(contract.addInvitation, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.accept-invitation',
    handle: async (act) => ownAccount(act),
    after: async (context, accountId, { body }) => {
      await addInvitation(context.services, { ...body, accountId, address: addressOf(context) });
      return undefined;
    },
  }),
  route(contract.changePassphrase, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.change-passphrase',
    handle: async (act) => void ownAccount(act),
    after: async (context, _nothing, { body }) => {
      const { token } = await changePassphrase(context.services, context.actor, {
        ...body,
        address: addressOf(context),
      });
      setPortalCookie(context, token);
      return undefined;
    },
  }),
  route(contract.offerSecondStep, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.set-up-second-step',
    // Not kept for repeats: the secret is shown once, by the step after.
    handle: async (act) => void ownAccount(act),
    after: async ({ services, actor }) =>
      services.acting.act({ actor }, { verb: 'portal.set-up-second-step', permission: OWN }, (act) =>
        offerSecondStep(services, act),
      ),
  }),
  route(contract.confirmSecondStep, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.set-up-second-step',
    before: async ({ services }) => services,
    handle: (act, { body }, services) => confirmSecondStep(services, act, body.code),
  }),
  route(contract.offerMailStep, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.set-up-mail-step',
    handle: async (act) => void ownAccount(act),
    after: async (context, _nothing, { body }) => {
      await offerMailStep(context.services, context.actor, { ...body, address: addressOf(context) });
      return undefined;
    },
  }),
  route(contract.confirmMailStep, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.set-up-mail-step',
    handle: async (act) => void ownAccount(act),
    after: async ({ services, actor }, _nothing, { body }) => {
      await confirmMailStep(services, actor, body);
      return undefined;
    },
  }),
  route(contract.dropMailStep, {
    ...own,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.set-up-mail-step',
    handle: async (act) => void ownAccount(act),
    after: async (context, _nothing, { body }) => {
      await dropMailStep(context.services, context.actor, { ...body, address: addressOf(context) });
      return undefined;
    },
  }),
  route(contract.preview, {
    ...access,
    verb: 'portal.ask',
    handle: async (act, { params, body }) => ({
      statement: await previewStatement(act, await standFor(act, params.patientId), body),
    }),
  }),
  route(contract.ask, {
    ...access,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.ask',
    handle: (act, { params }) => standFor(act, params.patientId),
    after: ({ services }, standing, { body }) =>
      onBehalf(services, standing.accountId, 'portal.file-request', (act) => askForRecords(act, standing, body)),
  }),
  route(contract.requests, {
    ...access,
    verb: 'portal.see-requests',
    handle: (act, { params }) => findOwnAsks(act, params.patientId),
    after: async ({ services }, found) => ({ requests: await showOwnRequests(services, found) }),
  }),
  route(contract.volume, {
    ...access,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.fetch-packet',
    handle: (act, { params }) => findOwnAsks(act, params.patientId),
    after: async (context, found, { params }): Promise<Download> =>
      volumeDownload(context, params.volume, await fetchOwnVolume(context.services, found, params)),
  }),
  route(contract.sendPapers, {
    ...access,
    verb: 'portal.send-paper',
    before: (context, { query }) => storeUploads(context, query.name),
    handle: async (act, { params, query }, uploads) => ({
      sendingId: newId(),
      standing: await maySendPaper(act, { ...params, requestId: query.requestId, files: uploads.length }),
    }),
    after: ({ services }, { sendingId, standing }, { query }, uploads) =>
      takePapers(services, standing, { sendingId, uploads, requestId: query.requestId }),
  }),
  route(contract.papers, {
    ...access,
    verb: 'portal.see-papers',
    handle: (act, { params }) => findOwnPapers(act, params.patientId),
    after: async ({ services }, found) => ({ papers: await showOwnPapers(services, found) }),
  }),
  route(contract.notes, {
    ...access,
    verb: 'portal.see-notes',
    handle: async (act, { params }) => plain({ notes: await listNotes(act, await standFor(act, params.patientId)) }),
  }),
  route(contract.writeNote, {
    ...access,
    perMinute: COSTLY_PER_MINUTE,
    verb: 'portal.write-note',
    handle: (act, { params, body }) => writeNote(act, { ...params, ...body }),
  }),
  route(contract.letters, {
    ...access,
    verb: 'portal.see-letters',
    handle: async (act, { params }) => ({ letters: await listOwnLetters(act, params.patientId) }),
  }),
  route(contract.invoices, {
    ...access,
    verb: 'portal.see-invoices',
    handle: async (act, { params }) => ({ invoices: await listOwnInvoices(act, params.patientId) }),
  }),
  route(contract.letter, {
    ...access,
    verb: 'portal.see-letters',
    handle: (act, { params }) => openOwnLetter(act, params),
    after: async ({ services }, letter): Promise<Download> => letterDownload(services, letter),
  }),
  route(contract.accesses, {
    ...access,
    verb: 'portal.see-accesses',
    handle: (act, { params }) => standFor(act, params.patientId),
    after: ({ services }, standing, { query }) => tellAccesses(services, standing, query.language ?? 'en'),
  }),
  route(contract.disclosures, {
    ...access,
    verb: 'portal.see-disclosures',
    handle: async (act, { params }) => plain(await accountToPerson(act, params.patientId)),
  }),
];
