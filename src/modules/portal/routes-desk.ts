import { route } from '../../platform/http/route.ts';
import { isId } from '../../platform/ids.ts';
import { namesOfPeople } from '../accounts/index.ts';
import { prepareLetter } from '../correspondence/index.ts';
import { deskContract as contract } from './desk/contract.ts';
import { endAccess, liftPortalStop, listAccess, withdrawInvitation } from './desk-access.ts';
import { invitationHash, newInvitationCode } from './invitation-code.ts';
import { INVITATION_DAYS, inviteToPortal, mustHaveAddress, whoIsInvited } from './invite-to-portal.ts';
import { answerNote } from './notes.ts';
import { plain } from './plain.ts';
import { listThreads, nameThread, readCasePart } from './read-case-part.ts';

const DESK = 'portal/desk';
const ofPatient = ({ params }: { params: { patientId: string } }) => ({
  kind: 'patient',
  id: params.patientId,
  patientId: params.patientId,
});

export const deskRoutes = [
  route(contract.access, {
    permission: DESK,
    verb: 'portal.list-access',
    subject: ofPatient,
    handle: async (act, { params }) => {
      const found = await listAccess(act, params.patientId);
      const by = [
        ...found.invitations.map((each) => each.by),
        ...found.accesses.flatMap(({ ended }) => (ended === null ? [] : [ended.by])),
      ];
      const people = await namesOfPeople(act, [...new Set(by)].filter(isId));
      return plain({ ...found, threads: await listThreads(act, params.patientId), people: Object.fromEntries(people) });
    },
  }),
  route(contract.invite, {
    permission: DESK,
    verb: 'portal.invite',
    subject: ofPatient,
    before: async ({ services, actor }, { params, body }) => {
      const code = newInvitationCode();
      if (body.proof.how !== 'letter') return { code, letter: undefined };
      const within = <T>(fn: Parameters<typeof services.acting.act<T>>[2]) =>
        services.acting.act({ actor }, { verb: 'portal.invite', permission: DESK, subject: ofPatient({ params }) }, fn);
      const invited = await within((act) => whoIsInvited(act, { ...params, ...body }));
      mustHaveAddress(invited);
      const expires = new Date(services.clock.now().getTime() + INVITATION_DAYS * 86_400_000);
      const letter = await prepareLetter(services, within, {
        template: 'portal-invitation',
        facts: {
          code,
          address: `${services.publicUrl}/portal/invitation`,
          expiresOn: expires.toISOString().slice(0, 10),
        },
        recipient: { name: invited.name, lines: invited.lines, isPatient: true },
        patientId: params.patientId,
      });
      return { code, letter };
    },
    // Where the secret goes nowhere but to this answer or into the letter, only its digest is kept.
    handle: async (act, { params, body }, { code, letter }) =>
      plain({
        codeHash: invitationHash(code).toString('hex'),
        ...(await inviteToPortal(act, { ...params, ...body, codeHash: invitationHash(code), letter })),
      }),
    after: async ({ services }, { codeHash, invitationId, name, expiresAt, letter }, _input, { code }) => ({
      invitationId,
      name,
      expiresAt,
      // A repeat finds the first code, which nobody kept: it is shown once only.
      code: letter !== null || invitationHash(code).toString('hex') !== codeHash ? null : code,
      url: `${services.publicUrl}/portal/invitation`,
      letterNumber: letter?.number ?? null,
    }),
  }),
  route(contract.withdrawInvitation, {
    permission: DESK,
    verb: 'portal.withdraw-invitation',
    subject: ofPatient,
    handle: (act, { params }) => withdrawInvitation(act, params),
  }),
  route(contract.endAccess, {
    permission: DESK,
    verb: 'portal.end-access',
    subject: ofPatient,
    handle: (act, { params, body }) => endAccess(act, { ...params, ...body }),
  }),
  route(contract.liftStop, {
    permission: DESK,
    verb: 'portal.lift-stop',
    subject: ofPatient,
    before: async ({ services }) => services.keyring,
    handle: (act, { params }, keyring) => liftPortalStop(act, params, keyring),
  }),
  route(contract.answerNote, {
    permission: DESK,
    verb: 'portal.answer-note',
    subject: ofPatient,
    handle: (act, { params, body }) => answerNote(act, { ...params, ...body }),
  }),
  route(contract.casePart, {
    permission: DESK,
    verb: 'portal.see-case',
    handle: async (act, { params }) => plain(await readCasePart(act, params.requestId)),
  }),
  route(contract.nameThread, {
    permission: DESK,
    verb: 'portal.see-case',
    handle: (act, { params }) => nameThread(act, params.accessId),
  }),
];
