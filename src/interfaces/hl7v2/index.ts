import { defineModule } from '../../platform/module.ts';
import { jobs, reactions } from './jobs.ts';
import { problems } from './problems.ts';

export { startMllp } from './receive-messages.ts';

export const module = defineModule({
  name: 'hl7v2',
  problems,
  jobs,
  reactions,
  auditVerbs: {
    'hl7v2.open-volume': 'opened a volume of the archive of HL7 messages',
    'hl7v2.meet-sender': 'met a sender of HL7 messages',
    'hl7v2.receive': 'received HL7 messages',
    'hl7v2.prepare': 'looked up what an HL7 message means here',
    'hl7v2.apply': 'applied an HL7 message',
    'hl7v2.fail': 'put an HL7 message into the error queue',
    'hl7v2.look-again': 'looked at held HL7 messages again',
  },
});
