import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { loadRecall } from './load-recall.ts';

/** A document that does not stand as it was handed over, with everybody who has it. @throws release/recall-unknown */
export async function showRecall(act: Act, id: string) {
  const recall = await loadRecall(act, id);
  const { document, row, recipients } = recall;
  act.note({ count: recipients.length });
  return {
    id,
    patientId: recall.patientId,
    why: recall.why,
    isOpen: recall.isOpen,
    closedWhy: row.closed_why,
    at: row.recorded_at,
    document: {
      id: document.id,
      title: document.title ?? document.typeName,
      date: document.date,
      author: document.author,
      reason: document.enteredInError?.reason ?? null,
    },
    recipients: recipients.map(({ key, handOver, answer }) => ({
      key,
      name: handOver.recipientName,
      organisation: handOver.recipientOrganisation,
      address: handOver.recipientAddress,
      disclosedOn: handOver.disclosedOn,
      channel: handOver.channel,
      packetNumber: handOver.packetNumber,
      answer:
        answer === null
          ? null
          : {
              answer: answer.answer,
              reason: answer.reason,
              letterLeftAt: answer.letter_left_at,
              at: answer.recorded_at,
              by: answer.recorded_by,
            },
    })),
    people: Object.fromEntries(
      await namesOfPeople(act, [
        ...new Set(recipients.flatMap(({ answer }) => (answer === null ? [] : [answer.recorded_by]))),
      ]),
    ),
  };
}
