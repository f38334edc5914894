import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { projects as contract } from './contract.ts';
import { findBox, openBox } from './open-box.ts';
import { openProject, planProject } from './open-project.ts';
import { printCustody, printLabel } from './print-custody.ts';
import { registerBox, registerVolume } from './register-box.ts';
import { signCustody } from './sign-custody.ts';
import { listProjects, viewProject } from './view-project.ts';

const project = ({ params }: { params: { id: string } }) => ({ kind: 'project', id: params.id });
const box = ({ params }: { params: { id: string } }) => ({ kind: 'box', id: params.id });
const pdf = (bytes: Buffer, attachment: string) => ({ bytes, contentType: 'application/pdf', attachment });

export const projectRoutes = [
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-projects',
    handle: (act) => listProjects(act),
  }),
  route(contract.open, {
    permission: 'intake/plan',
    verb: 'intake.open-project',
    handle: (act, { body }) => openProject(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.plan, {
    permission: 'intake/plan',
    verb: 'intake.plan-project',
    subject: project,
    handle: (act, { params, body }) => planProject(act, { projectId: params.id, ...body }),
  }),
  route(contract.view, {
    permission: 'intake/read',
    verb: 'intake.view-project',
    subject: project,
    handle: (act, { params }) => viewProject(act, params.id) as never, // lists that are read-only here
  }),
  route(contract.registerBox, {
    permission: 'intake/add',
    verb: 'intake.register-box',
    subject: project,
    handle: (act, { params, body }) => registerBox(act, { projectId: params.id, ...body }),
  }),
  route(contract.findBox, {
    permission: 'intake/read',
    verb: 'intake.find-box',
    handle: (act, { query }) => findBox(act, query.label),
  }),
  route(contract.openBox, {
    permission: 'intake/read',
    verb: 'intake.open-box',
    subject: box,
    handle: (act, { params }) => openBox(act, params.id) as never, // lists that are read-only here
  }),
  route(contract.registerVolume, {
    permission: 'intake/add',
    verb: 'intake.register-volume',
    subject: ({ params, body }) => ({
      ...{ kind: 'box', id: params.id },
      ...(body.patientId === undefined ? {} : { patientId: body.patientId }),
    }),
    handle: (act, { params, body }) => registerVolume(act, { boxId: params.id, ...body }),
  }),
  route(contract.signCustody, {
    permission: 'intake/add',
    verb: 'intake.sign-custody',
    subject: box,
    handle: (act, { params, body }) => signCustody(act, { boxId: params.id, ...body }),
  }),
  route(contract.custodySheet, {
    permission: 'intake/read',
    verb: 'intake.print-custody',
    subject: box,
    handle: async (act, { params }) => ({ view: await openBox(act, params.id), now: act.now }),
    after: async (_context, { view, now }) => pdf(await printCustody(view, now), 'custody.pdf'),
  }),
  route(contract.boxLabel, {
    permission: 'intake/read',
    verb: 'intake.print-custody',
    subject: box,
    handle: (act, { params }) => openBox(act, params.id),
    after: async (_context, view) => pdf(await printLabel(view), 'box-label.pdf'),
  }),
];
