import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { assignObject, describeObject, planObject } from './change-object.ts';
import { objects as contract } from './contract.ts';
import { destroyObject } from './destroy-object.ts';
import { listObjects, listObjectsOfPatient } from './list-objects.ts';
import { moveObject } from './move-object.ts';
import { listKeepers } from './name-keeper.ts';
import { listObjectsOfItem } from './object-pages.ts';
import { findObject, openObject } from './open-object.ts';
import { planObjectLabel, renderObjectLabel } from './print-object-label.ts';
import { registerObject } from './register-object.ts';

const object = ({ params }: { params: { id: string } }) => ({ kind: 'object', id: params.id });

export const objectRoutes = [
  route(contract.list, {
    permission: 'intake/see-objects',
    verb: 'intake.list-objects',
    handle: (act, { query: { beforeAt, beforeId, ...asked } }) =>
      listObjects(act, {
        ...asked,
        before: beforeAt === undefined || beforeId === undefined ? undefined : { at: beforeAt, id: beforeId },
      }),
  }),
  route(contract.register, {
    permission: 'intake/keep-objects',
    verb: 'intake.register-object',
    subject: ({ body: { patientId } }) =>
      patientId === undefined ? undefined : { kind: 'patient', id: patientId, patientId },
    handle: (act, { body }) => registerObject(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.find, {
    permission: 'intake/see-objects',
    verb: 'intake.find-object',
    handle: (act, { query }) => findObject(act, query.number),
  }),
  route(contract.keepers, {
    permission: 'intake/see-objects',
    verb: 'intake.list-keepers',
    handle: (act) => listKeepers(act),
  }),
  route(contract.open, {
    permission: 'intake/see-objects',
    verb: 'intake.open-object',
    subject: object,
    handle: (act, { params }) => openObject(act, params.id) as never, // lists that are read-only here
  }),
  route(contract.describe, {
    permission: 'intake/keep-objects',
    verb: 'intake.describe-object',
    subject: object,
    handle: (act, { params, body }) => describeObject(act, { id: params.id, ...body }),
  }),
  route(contract.assign, {
    permission: 'intake/keep-objects',
    verb: 'intake.assign-object',
    subject: ({ params, body }) => ({ kind: 'object', id: params.id, patientId: body.patientId }),
    handle: (act, { params, body }) => assignObject(act, { id: params.id, ...body }),
  }),
  route(contract.plan, {
    permission: 'intake/keep-objects',
    verb: 'intake.plan-object',
    subject: object,
    handle: (act, { params, body }) => planObject(act, { id: params.id, ...body }),
  }),
  route(contract.move, {
    permission: 'intake/keep-objects',
    verb: 'intake.move-object',
    subject: object,
    handle: (act, { params, body }) => moveObject(act, { id: params.id, ...body }),
  }),
  route(contract.destroy, {
    permission: 'intake/destroy-objects',
    verb: 'intake.destroy-object',
    subject: object,
    handle: (act, { params, body }) => destroyObject(act, { id: params.id, ...body }),
  }),
  route(contract.label, {
    permission: 'intake/see-objects',
    verb: 'intake.print-object-label',
    subject: object,
    handle: (act, { params }) => planObjectLabel(act, params.id),
    after: async (_context, label) => ({
      ...{ bytes: await renderObjectLabel(label), contentType: 'application/pdf' },
      attachment: 'label.pdf',
    }),
  }),
  route(contract.ofPatient, {
    // Whoever reads the chart sees what else there is of it.
    permission: 'documents/read',
    verb: 'intake.list-objects-of-patient',
    subject: ({ params }) => ({ kind: 'patient', id: params.patientId, patientId: params.patientId }),
    handle: (act, { params }) => listObjectsOfPatient(act, params.patientId),
  }),
  route(contract.ofItem, {
    permission: 'intake/see-objects',
    verb: 'intake.list-objects-of-item',
    subject: ({ params }) => ({ kind: 'item', id: params.id }),
    handle: (act, { params }) => listObjectsOfItem(act, params.id) as never, // lists that are read-only here
  }),
];
