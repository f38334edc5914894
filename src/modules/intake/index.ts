import { defineModule } from '../../platform/module.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { readItem } from './read-item.ts';
import { routes } from './routes.ts';

export { countPages, type PageCounts } from './list-items.ts';
export { findPageBlob, openIntakeItem } from './open-item.ts';
export { receiveItem, storeFile } from './receive-item.ts';
export { startWatching } from './watch-folder.ts';

export const module = defineModule({
  name: 'intake',
  routes,
  permissions,
  problems,
  events: {
    'intake.received': 'A file is safe and waits to be read: itemId.',
    'intake.item-read': 'An item was read and waits to be indexed: itemId.',
    'intake.item-failed': 'An item could not be read: itemId.',
    'intake.filed': 'Pages became a document: itemId, documentId, patientId.',
    'intake.set-aside': 'Pages were forwarded, returned or discarded: itemId, pages, kind, destination, facilityId.',
    'intake.attached-to-release': 'Pages belong to a release case: itemId, pages, facilityId, receivedAt.',
    'intake.reopened': 'Pages are back in the queue: itemId.',
  },
  jobs: [{ name: 'intake.read-item', run: (context, payload) => readItem(context, String(payload['itemId'])) }],
  worklistKinds: [
    { kind: 'intake.to-index', title: 'To index', permission: 'intake/index' },
    { kind: 'intake.failed', title: 'Files that could not be read', permission: 'intake/index' },
  ],
  auditVerbs: {
    'intake.receive': 'took files in',
    'intake.read': 'read an item',
    'intake.list': 'looked at the intake monitor',
    'intake.count': 'counted the pages of intake',
    'intake.open': 'opened an intake item',
    'intake.view-page': 'viewed pages of an intake item',
    'intake.prepare-filing': 'copied pages for filing',
    'intake.file': 'filed pages',
    'intake.set-aside': 'set pages aside',
    'intake.undo': 'took a filing back',
    'intake.retry': 'had an item read again',
  },
});
