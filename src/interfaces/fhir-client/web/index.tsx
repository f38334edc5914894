import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { documentActions } from '../../../modules/documents/web/index.tsx';
import { monitorParts } from '../../hl7v2/web/index.tsx';
import en from './messages/en.json';
import { SendElsewhere } from './SendElsewhere.tsx';
import { ServersPart } from './ServersPart.tsx';

export const web = defineWebModule({
  name: 'fhir-client',
  permissions: ['fhir-client/read', 'fhir-client/manage', 'fhir-client/send'],
  routes: [],
  navigation: [],
  slots: [
    fillSlot(monitorParts, ServersPart, { order: 10, permission: 'fhir-client/read' }),
    fillSlot(documentActions, SendElsewhere, { order: 20, permission: 'fhir-client/send' }),
  ],
  messages: { en },
});
