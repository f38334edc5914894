import { route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { threadContract as contract } from './contract.ts';
import { listContacts, loadContact } from './load-contact.ts';
import { noteContact } from './note-contact.ts';
import { answerContact, withdrawContact } from './settle-contact.ts';

const NOTED_PATIENTS = 100;
const ofCase = ({ params }: { params: { id: string } }) => ({ kind: 'case', id: params.id });
const ofContact = ({ params }: { params: { id: string } }) => ({ kind: 'contact', id: params.id });

export const threadRoutes = [
  route(contract.contactsOfCase, {
    permission: 'correspondence/read',
    verb: 'correspondence.list-contacts',
    subject: ofCase,
    handle: async (act, { params }) => {
      const contacts = await listContacts(act, params);
      const patientIds = [...new Set(contacts.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])))];
      act.note({ count: contacts.length, patientIds: patientIds.slice(0, NOTED_PATIENTS) });
      const people = contacts.flatMap(({ recorded, answered, withdrawn }) => [
        recorded.by,
        ...(answered === null ? [] : [answered.by]),
        ...(withdrawn === null ? [] : [withdrawn.by]),
      ]);
      const names = await namesOfPeople(act, [...new Set(people)].filter(isId));
      return plain({ contacts, people: Object.fromEntries(names) });
    },
  }),
  route(contract.openContact, {
    permission: 'correspondence/read',
    verb: 'correspondence.open-contact',
    subject: ofContact,
    handle: async (act, { params }) => {
      const { facilityId: _facility, ...contact } = await loadContact(act, params.id);
      if (contact.patientId !== null) act.note({ patientIds: [contact.patientId] });
      return plain(contact);
    },
  }),
  route(contract.noteContact, {
    permission: 'correspondence/send',
    verb: 'correspondence.note-contact',
    subject: ofCase,
    handle: (act, { params, body }) => noteContact(act, { ...body, case: params, at: new Date(body.at) }),
  }),
  route(contract.answerContact, {
    permission: 'correspondence/send',
    verb: 'correspondence.answer-contact',
    subject: ofContact,
    handle: (act, { params, body }) => answerContact(act, { id: params.id, note: body.note }),
  }),
  route(contract.withdrawContact, {
    permission: 'correspondence/send',
    verb: 'correspondence.withdraw-contact',
    subject: ofContact,
    handle: (act, { params, body }) => withdrawContact(act, { id: params.id, reason: body.reason }),
  }),
];

/** Plain values for the wire: moments as text. The response schema says what they are. */
function plain<T>(value: T) {
  return JSON.parse(JSON.stringify(value)) as never;
}
