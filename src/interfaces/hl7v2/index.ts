import { defineModule } from '../../platform/module.ts';
import { ANSWERS_WAIT } from './acknowledgements/stuck.ts';
import { jobs, reactions } from './jobs.ts';
import { outboundWithin } from './outbound/queue-outbound.ts';
import { outboundRoutes } from './outbound/routes.ts';
import { UNREACHABLE } from './outbound/unreachable.ts';
import { problems } from './problems.ts';
import { routes } from './routes.ts';
import { SILENT } from './silence.ts';

export type { ImportResult } from './import-file.ts';
export { startMllp } from './receive-messages.ts';
export { hl7Routes } from './routes.ts';

export const module = defineModule({
  name: 'hl7v2',
  problems,
  routes: [...routes, ...outboundRoutes],
  permissions: {
    'hl7v2/read': 'See senders of HL7 messages and the messages in error.',
    'hl7v2/manage': 'Allow and refuse senders of HL7 messages; correct, replay and set aside messages in error.',
    'hl7v2/import': 'Import files of HL7 messages.',
  },
  jobs,
  reactions,
  within: outboundWithin,
  worklistKinds: [SILENT, UNREACHABLE, ANSWERS_WAIT],
  auditVerbs: {
    'hl7v2.open-volume': 'opened a volume of the archive of HL7 messages',
    'hl7v2.meet-sender': 'met a sender of HL7 messages',
    'hl7v2.receive': 'received HL7 messages',
    'hl7v2.prepare': 'looked up what an HL7 message means here',
    'hl7v2.apply': 'applied an HL7 message',
    'hl7v2.fail': 'put an HL7 message into the error queue',
    'hl7v2.list-senders': 'looked at the senders of HL7 messages',
    'hl7v2.decide-sender': 'allowed or refused a sender of HL7 messages',
    'hl7v2.declare-sender': 'wrote down a sender of HL7 messages',
    'hl7v2.expect': 'set how often a sender of HL7 messages should be heard',
    'hl7v2.watch-silence': 'looked whether a feed of HL7 messages fell silent',
    'hl7v2.list-mapping': 'looked at what the codes of a sender mean',
    'hl7v2.set-mapping': 'set what a code of a sender means',
    'hl7v2.see-port': 'looked at the port for HL7 messages',
    'hl7v2.ask-to-try': 'asked what an HL7 message would do',
    'hl7v2.try': 'tried an HL7 message; nothing was kept',
    'hl7v2.list-destinations': 'looked at the systems that are told by HL7 messages',
    'hl7v2.set-destination': 'set a system that is told by HL7 messages',
    'hl7v2.send': 'sent HL7 messages',
    'hl7v2.acknowledge': 'answered HL7 messages after they were applied',
    'hl7v2.set-answers': 'set where answers to a sender of HL7 messages go, and how long they may wait',
    'hl7v2.watch-answers': 'looked whether answers to senders of HL7 messages wait too long',
    'hl7v2.list-outbound': 'looked at the HL7 messages that could not be handed over',
    'hl7v2.send-again': 'sent an HL7 message again',
    'hl7v2.set-outbound-aside': 'set an HL7 message to another system aside',
    'hl7v2.list-errors': 'looked at the HL7 messages in error',
    'hl7v2.read-message': 'read an HL7 message',
    'hl7v2.replay': 'replayed an HL7 message',
    'hl7v2.set-aside': 'set an HL7 message aside',
    'hl7v2.look-again': 'looked at held HL7 messages again',
  },
});
