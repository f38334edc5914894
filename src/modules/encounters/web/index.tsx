import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordParts } from '../../patients/web/index.tsx';
import { EncountersPart } from './EncountersPart.tsx';
import en from './messages/en.json';

export { useEncounterChoices } from './use-encounters.ts';

export const web = defineWebModule({
  name: 'encounters',
  permissions: ['encounters/read', 'encounters/code'],
  routes: [],
  navigation: [],
  slots: [
    fillSlot(recordParts, EncountersPart, { order: 20, permission: 'encounters/read', label: 'encounters:part' }),
  ],
  messages: { en },
});
