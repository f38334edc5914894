import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { worklistRoutes, type WorklistHelp } from './routes.ts';

export { closeItem, isWaiting, type NewItem, openItem, waitsNot } from './open-item.ts';
export { CLAIM_MINUTES, type Claimed, returnItem, startNext, takeItem } from './start-next.ts';

export const createWorklistModule = (help: WorklistHelp) =>
  defineModule({
    name: 'worklist',
    routes: worklistRoutes(help),
    problems,
    permissions: { 'worklist/work': 'See one’s queues and take the next item in hand.' },
    auditVerbs: {
      'worklist.look': 'looked at the queues',
      'worklist.list': 'listed a queue',
      'worklist.start-next': 'took the next item in hand',
      'worklist.return': 'returned an item to its queue',
    },
  });
