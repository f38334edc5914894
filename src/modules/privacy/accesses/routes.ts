import { route } from '../../../platform/http/route.ts';
import { accessesContract } from './contract.ts';
import { reportAccesses } from './report-accesses.ts';
import { prepareAccessReport, writeAccessReport } from './write-access-report.ts';

const LETTERS_PER_MINUTE = 60;
const ofPatient = ({ params }: { params: { patientId: string } }) => ({
  ...{ kind: 'patient', id: params.patientId, patientId: params.patientId },
});

export const accessesRoutes = [
  route(accessesContract.accesses, {
    permission: 'release/manage',
    verb: 'privacy.report-accesses',
    subject: ofPatient,
    handle: async (act, { params, query }) =>
      JSON.parse(JSON.stringify(await reportAccesses(act, { ...params, ...query }))) as never,
  }),
  route(accessesContract.writeAccesses, {
    permission: 'release/manage',
    verb: 'privacy.write-accesses',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofPatient,
    before: (context, { params, body }) => prepareAccessReport(context, { ...params, ...body }),
    handle: (act, { params, body }, letter) => writeAccessReport(act, { ...params, ...body }, letter),
  }),
];
