import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { addComponent } from './add-component.ts';
import { componentContract } from './contract.ts';
import { listComponents } from './list-components.ts';
import { recordComponentSteps } from './record-component-steps.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const componentRoutes = [
  route(componentContract.components, {
    permission: 'release/read',
    verb: 'release.list-components',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await listComponents(act, params.id)) as never, // words of CHECK constraints
  }),
  route(componentContract.addComponent, {
    permission: 'release/work',
    verb: 'release.add-component',
    subject: ofRequest,
    handle: (act, { params, body }) => addComponent(act, { requestId: params.id, ...body }),
  }),
  route(componentContract.stepComponents, {
    permission: 'release/work',
    verb: 'release.step-component',
    subject: ofRequest,
    handle: (act, { params, body }) => recordComponentSteps(act, { requestId: params.id, ...body }),
  }),
];
