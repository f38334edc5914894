import { type Download, route } from '../../../platform/http/route.ts';
import { isId, newId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { listFacilities } from '../../directory/index.ts';
import { storeUploads } from '../../intake/index.ts';
import { invitationHash, newInvitationCode } from '../invitation-code.ts';
import { letterDownload } from '../letter-download.ts';
import { onBehalf } from '../on-behalf.ts';
import { plain } from '../plain.ts';
import { addressOf, STRANGERS_PER_MINUTE } from '../routes-door.ts';
import { setPortalCookie } from '../session-cookie.ts';
import { volumeDownload } from '../volume-download.ts';
import { acceptAsRequester } from './accept-as-requester.ts';
import { askAsRequester } from './ask-as-requester.ts';
import { requesterContract as contract, requesterDeskContract as desk } from './contract.ts';
import { inviteRequester } from './invite-requester.ts';
import {
  endRequesterAccount,
  liftRequesterStop,
  listRequesterAccounts,
  withdrawRequesterInvitation,
} from './requester-accounts.ts';
import { maySendForRequest, takeRequesterPapers } from './requester-papers.ts';
import {
  fetchRequesterVolume,
  findRequesterAsk,
  findRequesterAsks,
  openRequesterLetter,
  showRequesterRequests,
} from './requester-requests.ts';
import { standAsRequester } from './stand-as-requester.ts';

const PER_MINUTE = 120;
const COSTLY_PER_MINUTE = 20;
const DESK = 'portal/desk';

const own = { permission: 'portal/ask-as-requester', perMinute: PER_MINUTE } as const;
const costly = { ...own, perMinute: COSTLY_PER_MINUTE } as const;
const ofEntry = ({ params }: { params: { requesterId: string } }) => ({ kind: 'requester', id: params.requesterId });

/** What a requester does. `handle` judges under the account's own scope, which reaches no record; `after` reads for it. */
const ownRoutes = [
  route(contract.acceptAsRequester, {
    permission: 'public',
    verb: 'portal.at-the-door',
    perMinute: STRANGERS_PER_MINUTE,
    before: (context, { body }) => acceptAsRequester(context.services, { ...body, address: addressOf(context) }),
    handle: async () => undefined,
    after: async (context, _nothing, _input, { token }) => {
      setPortalCookie(context, token);
      return undefined;
    },
  }),
  route(contract.places, {
    ...own,
    verb: 'portal.see-places',
    handle: async (act) => {
      await standAsRequester(act);
      return { places: (await listFacilities(act)).map(({ id, name }) => ({ id, name })) };
    },
  }),
  route(contract.ask, {
    ...costly,
    verb: 'portal.ask',
    handle: (act) => standAsRequester(act),
    after: ({ services }, standing, { body }) =>
      onBehalf(services, standing.accountId, 'portal.file-request', (act) => askAsRequester(act, standing, body)),
  }),
  route(contract.requests, {
    ...own,
    verb: 'portal.see-requests',
    handle: (act) => findRequesterAsks(act),
    after: async ({ services }, found) => ({ requests: await showRequesterRequests(services, found) }),
  }),
  route(contract.sendPapers, {
    ...costly,
    verb: 'portal.send-paper',
    before: (context, { query }) => storeUploads(context, query.name),
    handle: async (act, { params }, uploads) => ({
      sendingId: newId(),
      found: await maySendForRequest(act, { ...params, files: uploads.length }),
    }),
    after: ({ services }, { sendingId, found }, _input, uploads) =>
      takeRequesterPapers(services, found, { sendingId, uploads }),
  }),
  route(contract.letter, {
    ...own,
    verb: 'portal.see-letters',
    handle: (act, { params }) => findRequesterAsk(act, params.requestId),
    after: async ({ services }, found, { params }): Promise<Download> =>
      letterDownload(services, await openRequesterLetter(services, found, params.letterId)),
  }),
  route(contract.volume, {
    ...costly,
    verb: 'portal.fetch-packet',
    handle: (act, { params }) => findRequesterAsk(act, params.requestId),
    after: async (context, found, { params, body }): Promise<Download> =>
      volumeDownload(
        context,
        params.volume,
        await fetchRequesterVolume(context.services, found, { ...params, ...body }),
      ),
  }),
];

const deskRoutes = [
  route(desk.accounts, {
    permission: DESK,
    verb: 'portal.list-requester-accounts',
    subject: ofEntry,
    handle: async (act, { params }) => {
      const found = await listRequesterAccounts(act, params.requesterId);
      const by = [
        ...found.invitations.map((each) => each.by),
        ...found.accounts.flatMap(({ ended }) => (ended === null ? [] : [ended.by])),
      ];
      const people = await namesOfPeople(act, [...new Set(by)].filter(isId));
      return plain({ ...found, people: Object.fromEntries(people) }) as never; // words of CHECK constraints
    },
  }),
  route(desk.invite, {
    permission: DESK,
    verb: 'portal.invite-requester',
    subject: ofEntry,
    before: async () => newInvitationCode(),
    // Only the digest of the code is kept.
    handle: async (act, { params, body }, code) =>
      plain({
        codeHash: invitationHash(code).toString('hex'),
        ...(await inviteRequester(act, { ...params, ...body, codeHash: invitationHash(code) })),
      }),
    after: async ({ services }, { codeHash, ...invited }, _input, code) => ({
      ...invited,
      // A repeat finds the first code, which nobody kept: it is shown once only.
      code: invitationHash(code).toString('hex') === codeHash ? code : null,
      url: `${services.publicUrl}/portal/requester-invitation`,
    }),
  }),
  route(desk.withdraw, {
    permission: DESK,
    verb: 'portal.withdraw-requester-invitation',
    subject: ofEntry,
    handle: (act, { params }) => withdrawRequesterInvitation(act, params),
  }),
  route(desk.end, {
    permission: DESK,
    verb: 'portal.end-requester-account',
    subject: ofEntry,
    handle: (act, { params, body }) => endRequesterAccount(act, { ...params, ...body }),
  }),
  route(desk.lift, {
    permission: DESK,
    verb: 'portal.lift-stop',
    subject: ofEntry,
    before: async ({ services }) => services.keyring,
    handle: (act, { params }, keyring) => liftRequesterStop(act, params, keyring),
  }),
];

export const requesterRoutes = [...ownRoutes, ...deskRoutes];
