import { route } from '../../../platform/http/route.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { plain } from '../plain.ts';
import { answerAmendment, prepareAnswer } from './answer-amendment.ts';
import { askAuthor } from './ask-author.ts';
import { rightsContract as contract } from './contract.ts';
import { disagree, prepareDisagreement, prepareRebuttal, prepareRideAlong, rebut, rideAlong } from './disagree.ts';
import { extendRights, prepareRightsExtension } from './extend-rights.ts';
import { giveAccounting, prepareAccounting } from './give-accounting.ts';
import { invoiceAccounting, prepareAccountingInvoice } from './invoice-accounting.ts';
import { listRights } from './list-rights.ts';
import { listRightsSettings } from './list-rights-settings.ts';
import { agreeToPrice, preparePrice, priceAccounting } from './price-accounting.ts';
import { recordAccounting, recordAmendment } from './record-rights.ts';
import { setRights } from './set-rights.ts';
import { showRights, showToAuthor } from './show-rights.ts';
import { suspendAccounting } from './suspend-accounting.ts';
import { suspensionsOf } from './suspensions.ts';
import { prepareTellOthers, tellOthers } from './tell-others.ts';
import { withdrawRights } from './withdraw-rights.ts';
import { prepareWriteAnswer, writeAnswer } from './write-answer.ts';

const LETTERS_PER_MINUTE = 60;

const ofPatient = ({ params }: { params: { patientId: string } }) => ({
  ...{ kind: 'patient', id: params.patientId, patientId: params.patientId },
});
const ofRights = ({ params }: { params: { id: string } }) => ({ kind: 'rights-request', id: params.id });
const ofFacility = ({ params }: { params: { facilityId: string } }) => ({ kind: 'facility', id: params.facilityId });

export const rightsRoutes = [
  route(contract.rightsOfPatient, {
    permission: 'release/read',
    verb: 'release.list-rights',
    subject: ofPatient,
    handle: async (act, { params }) => plain(await listRights(act, params)),
  }),
  route(contract.rightsThatWait, {
    permission: 'release/read',
    verb: 'release.list-rights',
    handle: async (act) => plain(await listRights(act, {})),
  }),
  route(contract.rights, {
    permission: 'release/read',
    verb: 'release.open-rights',
    subject: ofRights,
    handle: async (act, { params }) => plain(await showRights(act, params.id)),
  }),
  route(contract.recordAmendment, {
    permission: 'release/work',
    verb: 'release.record-amendment',
    subject: ofPatient,
    handle: (act, { params, body }) =>
      recordAmendment(act, { ...body, ...params, receivedAt: new Date(body.receivedAt) }),
  }),
  route(contract.recordAccounting, {
    permission: 'release/work',
    verb: 'release.record-accounting',
    subject: ofPatient,
    handle: (act, { params, body }) =>
      recordAccounting(act, { ...body, ...params, receivedAt: new Date(body.receivedAt) }),
  }),
  route(contract.askAuthor, {
    permission: 'release/work',
    verb: 'release.ask-author',
    subject: ofRights,
    handle: async (act, { params, body }) => done(askAuthor(act, { ...params, ...body })),
  }),
  route(contract.amendmentToAnswer, {
    permission: 'documents/amend',
    verb: 'release.open-amendment',
    subject: ofRights,
    handle: async (act, { params }) => plain(await showToAuthor(act, params.id)),
  }),
  route(contract.answerAmendment, {
    permission: 'documents/amend',
    verb: 'release.answer-amendment',
    subject: ofRights,
    before: (context, { params, body }) => prepareAnswer(context, { ...params, ...body }),
    handle: async (act, { params, body }, put) => done(answerAmendment(act, { ...params, ...body }, put)),
  }),
  route(contract.writeAnswer, {
    permission: 'release/work',
    verb: 'release.write-amendment-answer',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => prepareWriteAnswer(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => writeAnswer(act, { ...params, ...body }, prepared),
  }),
  route(contract.tellOthers, {
    permission: 'release/work',
    verb: 'release.tell-of-amendment',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => prepareTellOthers(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => tellOthers(act, { ...params, ...body }, prepared),
  }),
  route(contract.disagree, {
    permission: 'release/work',
    verb: 'release.record-disagreement',
    subject: ofRights,
    before: (context, { params, body }) => prepareDisagreement(context, { ...params, ...body }),
    handle: async (act, { params, body }, put) => done(disagree(act, { ...params, ...body }, put)),
  }),
  route(contract.rideAlong, {
    permission: 'release/work',
    verb: 'release.send-request-along',
    subject: ofRights,
    before: (context, { params }) => prepareRideAlong(context, params),
    handle: async (act, { params }, put) => done(rideAlong(act, params, put)),
  }),
  route(contract.rebut, {
    permission: 'release/work',
    verb: 'release.rebut-statement',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => prepareRebuttal(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => rebut(act, { ...params, ...body }, prepared),
  }),
  route(contract.extendRights, {
    permission: 'release/work',
    verb: 'release.extend-rights',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => prepareRightsExtension(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => extendRights(act, { ...params, ...body }, prepared),
  }),
  route(contract.priceAccounting, {
    permission: 'release/work',
    verb: 'release.price-accounting',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => preparePrice(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => priceAccounting(act, { ...params, ...body }, prepared),
  }),
  route(contract.agreeToPrice, {
    permission: 'release/work',
    verb: 'release.agree-price',
    subject: ofRights,
    handle: async (act, { params, body }) => done(agreeToPrice(act, { ...params, ...body })),
  }),
  route(contract.invoiceAccounting, {
    permission: 'release/bill',
    verb: 'release.invoice-accounting',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => prepareAccountingInvoice(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => invoiceAccounting(act, { ...params, ...body }, prepared),
  }),
  route(contract.giveAccounting, {
    permission: 'release/work',
    verb: 'release.give-accounting',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRights,
    before: (context, { params, body }) => prepareAccounting(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => giveAccounting(act, { ...params, ...body }, prepared),
  }),
  route(contract.withdrawRights, {
    permission: 'release/work',
    verb: 'release.withdraw-rights',
    subject: ofRights,
    handle: async (act, { params, body }) => done(withdrawRights(act, { ...params, ...body })),
  }),
  route(contract.suspensions, {
    permission: 'release/read',
    verb: 'release.list-suspensions-of-accounting',
    subject: ofPatient,
    handle: async (act, { params }) => {
      await refuseOwnRecord(act, params.patientId);
      const suspensions = await suspensionsOf(act, params.patientId);
      act.note({ patientIds: [params.patientId], count: suspensions.length });
      const people = await namesOfPeople(act, [...new Set(suspensions.map(({ by }) => by))]);
      return plain({ suspensions, people: Object.fromEntries(people) });
    },
  }),
  route(contract.suspendAccounting, {
    permission: 'release/work',
    verb: 'release.suspend-accounting',
    subject: ofPatient,
    handle: (act, { params, body }) => suspendAccounting(act, { ...params, ...body }),
  }),
  route(contract.rightsSettings, {
    permission: 'release/read',
    verb: 'release.see-rights-setting',
    handle: async (act) => plain(await listRightsSettings(act)),
  }),
  route(contract.setRights, {
    permission: 'release/manage',
    verb: 'release.set-rights',
    subject: ofFacility,
    handle: async (act, { params, body }) => done(setRights(act, { ...params, ...body })),
  }),
];

async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work;
  return {};
}
