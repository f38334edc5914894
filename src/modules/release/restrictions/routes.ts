import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { answerRestriction } from './answer-restriction.ts';
import { restrictionContract } from './contract.ts';
import { endRestriction } from './end-restriction.ts';
import { listRestrictions, listRestrictionsOfCase } from './list-restrictions.ts';
import { recordRestriction } from './record-restriction.ts';
import { prepareRestrictionLetter, writeRestrictionLetter } from './write-restriction-letter.ts';

const LETTERS_PER_MINUTE = 60;

const ofPatient = ({ params }: { params: { patientId: string } }) => ({ kind: 'patient', id: params.patientId });
const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const restrictionRoutes = [
  route(restrictionContract.restrictions, {
    permission: 'release/read',
    verb: 'release.list-restrictions',
    subject: ofPatient,
    handle: async (act, { params }) => plain(await listRestrictions(act, params.patientId)),
  }),
  route(restrictionContract.caseRestrictions, {
    permission: 'release/read',
    verb: 'release.list-restrictions',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await listRestrictionsOfCase(act, params.id)),
  }),
  route(restrictionContract.recordRestriction, {
    permission: 'release/work',
    verb: 'release.record-restriction',
    subject: ofPatient,
    handle: (act, { params, body }) => recordRestriction(act, { patientId: params.patientId, ...body }),
  }),
  route(restrictionContract.answerRestriction, {
    permission: 'release/work',
    verb: 'release.answer-restriction',
    subject: ofPatient,
    handle: async (act, { params, body }) => {
      await answerRestriction(act, { ...params, ...body });
      return {};
    },
  }),
  route(restrictionContract.writeRestrictionLetter, {
    permission: 'release/work',
    verb: 'release.write-restriction-letter',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofPatient,
    before: (context, { params, body }) => prepareRestrictionLetter(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => writeRestrictionLetter(act, { ...params, ...body }, prepared),
  }),
  route(restrictionContract.endRestriction, {
    permission: 'release/work',
    verb: 'release.end-restriction',
    subject: ofPatient,
    handle: async (act, { params, body }) => {
      await endRestriction(act, { ...params, ...body });
      return {};
    },
  }),
];
