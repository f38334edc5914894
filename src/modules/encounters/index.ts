import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { relabelEncounters } from './relabel-encounters.ts';
import { routes } from './routes.ts';

export { type Coding, findCoding, reopenCoding } from './code-encounter.ts';
export { cancelEncounter, reinstateEncounter } from './cancel-encounter.ts';
export { deriveAccount } from './derive-account.ts';
export { bearersOfNumbers } from './find-bearers.ts';
export { isVoid } from './contract.ts';
export { accountNumbersOf, recordAccountNumber, renumberEncounter } from './change-numbers.ts';
export { type EncounterView, listEncounters } from './list-encounters.ts';
export { moveAccount, moveEncounter } from './move-encounter.ts';
export { mergeEncounters, standingEncounter } from './merge-encounters.ts';
export {
  type AccountChange,
  type AccountCode,
  type Billed,
  type ChargeFacts,
  recordAccountEvent,
  recordCharges,
} from './record-charges.ts';
export { type EncounterFacts, recordEncounter, replaceEncounter } from './record-encounter.ts';

export const module = defineModule({
  name: 'encounters',
  routes,
  problems,
  permissions: {
    'encounters/read': 'See a patient’s encounters.',
    'encounters/record': 'Record and correct encounters.',
    'encounters/code': 'Say that encounters were coded, and open their coding again.',
  },
  events: {
    'encounters.recorded': 'An encounter was recorded: patientId, encounterId.',
    'encounters.changed': 'An encounter was corrected: patientId, encounterId.',
    'encounters.billed': 'Billing said something of an account or a visit: patientId.',
    'encounters.discharged': 'An encounter ended: patientId, encounterId.',
  },
  reactions: [
    {
      name: 'encounters.follow-labels',
      events: ['patients.relabelled'],
      verb: 'encounters.relabel',
      react: relabelEncounters,
    },
  ],
  auditVerbs: {
    'encounters.list': 'listed a patient’s encounters',
    'encounters.list-charges': 'looked at the charges of an encounter',
    'encounters.record': 'recorded an encounter',
    'encounters.code': 'said that an encounter was coded',
    'encounters.reopen-coding': 'opened the coding of an encounter again',
    'encounters.relabel': 'gave encounters the labels of their patient',
  },
});
