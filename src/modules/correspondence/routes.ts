import { type Download, type RequestContext, route } from '../../platform/http/route.ts';
import { cancelDelivery } from './cancel-delivery.ts';
import { confirmDelivery } from './confirm-delivery.ts';
import { contract } from './contract.ts';
import { draftLetter } from './draft-letter.ts';
import { listLetters, listOutbox, openLetter } from './list-letters.ts';
import { loadLetter, noteLetter } from './load-letter.ts';
import { markPrinted } from './mark-printed.ts';
import { type LetterRequest, prepareLetter, type StoredLetter } from './prepare-letter.ts';
import { sendLetter } from './send-letter.ts';
import { templatesToWrite } from './templates-to-write.ts';
import { withdrawLetter } from './withdraw-letter.ts';

const LETTERS_PER_MINUTE = 60;
/** An audit entry names at most so many patients that were shown (shapes.md 2). */
const NOTED_PATIENTS = 100;

const letter = ({ params }: { params: { id: string } }) => ({ kind: 'letter', id: params.id });
const delivery = ({ params }: { params: { id: string } }) => ({ kind: 'delivery', id: params.id });
const ofPatient = (patientId: string | undefined) =>
  patientId === undefined ? undefined : { kind: 'patient', id: patientId, patientId };

export const routes = [
  route(contract.listTemplates, {
    permission: 'correspondence/read',
    verb: 'correspondence.list-templates',
    handle: async (act) => ({ templates: await templatesToWrite(act) }),
  }),
  route(contract.ofPatient, {
    permission: 'correspondence/read',
    verb: 'correspondence.list',
    subject: ({ params }) => ofPatient(params.patientId),
    handle: async (act, { params }) => {
      const letters = await listLetters(act, { patientId: params.patientId });
      act.note({ count: letters.length });
      return plain({ letters });
    },
  }),
  route(contract.ofCase, {
    permission: 'correspondence/read',
    verb: 'correspondence.list',
    subject: ({ params }) => ({ kind: 'case', id: params.id }),
    handle: async (act, { params }) => {
      const letters = await listLetters(act, { case: params });
      const patientIds = letters.flatMap(({ patientId }) => (patientId === null ? [] : [patientId]));
      act.note({ count: letters.length, patientIds: patientIds.slice(0, NOTED_PATIENTS) });
      return plain({ letters });
    },
  }),
  route(contract.open, {
    permission: 'correspondence/read',
    verb: 'correspondence.open',
    subject: letter,
    handle: async (act, { params }) => {
      const opened = await openLetter(act, params.id);
      if (opened.patientId !== null) act.note({ patientIds: [opened.patientId] });
      return plain(opened);
    },
  }),
  route(contract.pdf, {
    permission: 'correspondence/read',
    verb: 'correspondence.open',
    subject: letter,
    handle: async (act, { params }) => {
      const opened = await loadLetter(act, params.id);
      noteLetter(act, opened);
      return opened;
    },
    after: ({ services }, { pdf, number }): Promise<Download> =>
      Promise.resolve({
        bytes: services.blobs.open(pdf),
        contentType: 'application/pdf',
        contentLength: pdf.bytes,
        attachment: `${number}.pdf`,
      }),
  }),
  route(contract.draft, {
    permission: 'correspondence/send',
    verb: 'correspondence.draft',
    perMinute: LETTERS_PER_MINUTE,
    subject: ({ body }) => ofPatient(body.patientId),
    before: (context, { body }) => prepare(context, body),
    handle: async (act, _input, stored) => {
      const { slot: _slot, ...drafted } = await draftLetter(act, stored);
      return drafted;
    },
  }),
  route(contract.withdraw, {
    permission: 'correspondence/send',
    verb: 'correspondence.withdraw',
    subject: letter,
    handle: (act, { params, body }) => withdrawLetter(act, { letterId: params.id, reason: body.reason }),
  }),
  route(contract.send, {
    permission: 'correspondence/send',
    verb: 'correspondence.send',
    subject: letter,
    handle: async (act, { params, body }) =>
      plain(await sendLetter(act, { letterId: params.id, way: body.way, again: body.again, asAsked: body.asAsked })),
  }),
  route(contract.outbox, {
    permission: 'correspondence/read',
    verb: 'correspondence.see-outbox',
    before: ({ services }) => Promise.resolve(services.settings.smtpUrl !== ''),
    handle: async (act, { query }, mailIsSetUp) => {
      const entries = await listOutbox(act, query);
      const patientIds = entries.flatMap((each) => (each.letter.patientId === null ? [] : [each.letter.patientId]));
      act.note({ count: entries.length, patientIds: patientIds.slice(0, NOTED_PATIENTS) });
      return plain({ mailIsSetUp, entries });
    },
  }),
  route(contract.cancel, {
    permission: 'correspondence/send',
    verb: 'correspondence.cancel',
    subject: delivery,
    handle: (act, { params, body }) =>
      cancelDelivery(act, { deliveryId: params.id, ...(body.reason === undefined ? {} : { reason: body.reason }) }),
  }),
  route(contract.markPrinted, {
    permission: 'correspondence/send',
    verb: 'correspondence.mark-printed',
    subject: delivery,
    handle: (act, { params }) => markPrinted(act, { deliveryId: params.id }),
  }),
  route(contract.confirm, {
    permission: 'correspondence/send',
    verb: 'correspondence.confirm-delivery',
    subject: delivery,
    handle: (act, { params, body }) => confirmDelivery(act, { deliveryId: params.id, ...body }),
  }),
];

function prepare({ services, request }: RequestContext, wanted: LetterRequest): Promise<StoredLetter> {
  const subject = ofPatient(wanted.patientId);
  const asked = { verb: 'correspondence.prepare', permission: 'correspondence/send' };
  return prepareLetter(
    services,
    (fn) => services.acting.act(request.actContext, subject === undefined ? asked : { ...asked, subject }, fn),
    wanted,
  );
}

/** Plain values for the wire: moments as text. The response schema says what they are. */
function plain<T>(value: T) {
  return JSON.parse(JSON.stringify(value)) as never;
}
