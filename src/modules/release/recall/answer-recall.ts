import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import {
  draftLetter,
  type EnclosedLetter,
  type Facts,
  prepareLetter,
  sendLetter,
  type StoredLetter,
  type Way,
} from '../../correspondence/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { problems as releaseProblems } from '../problems.ts';
import { recipientAsAsked } from '../restrictions/reach-as-asked.ts';
import { writeDisclosure } from '../write-disclosure.ts';
import { encloseIn, planEnclosure } from './enclose.ts';
import { type LoadedRecall, loadRecall, RECALL, type RecallRecipient } from './load-recall.ts';
import { recallProblems as problems } from './problems.ts';
import { refreshRecall } from './refresh-recall.ts';

export interface AnswerRecall {
  readonly id: string;
  /** What changed, or why it does not stand, as the letter says it. */
  readonly words: string;
  readonly tell: readonly {
    readonly key: string;
    readonly address?: readonly string[] | undefined;
    /** A corrected document goes on paper, in one file with the letter; a retraction may go by mail. */
    readonly way: Extract<Way, { channel: 'print' }> | Omit<Extract<Way, { channel: 'mail' }>, 'link'>;
  }[];
  readonly leaveOut: readonly { readonly key: string; readonly reason: string }[];
}

type Context = Pick<RequestContext, 'services' | 'request'>;
interface PreparedTelling {
  readonly facts: Facts;
  readonly letter: StoredLetter;
  /** The version that was put behind the letter; null where nothing is. */
  readonly versionId: string | null;
}
type Prepared = ReadonlyMap<string, PreparedTelling>;

/** Outside the transaction: one letter for each who is told. */
export async function prepareRecall(context: Context, input: AnswerRecall): Promise<Prepared> {
  const within = <T>(fn: (act: Act) => Promise<T>) =>
    context.services.acting.act(
      context.request.actContext,
      { verb: 'release.prepare-recall', permission: 'release/work' },
      fn,
    );
  const letters = new Map<string, PreparedTelling>();
  for (const each of input.tell) {
    const { recall, facts, recipient, enclosure } = await within(async (act) => {
      const loaded = await loadRecall(act, input.id);
      const open = openRecipient(loaded, each.key);
      const { handOver } = open;
      const { recipientName: name, recipientOrganisation: organisation, recipientAddress } = handOver;
      if (loaded.why === 'corrected' && each.way.channel !== 'print') throw onPaper();
      const address = each.address ?? recipientAddress;
      return {
        recall: loaded,
        enclosure: loaded.why === 'corrected' ? await planEnclosure(act, loaded, open, address) : null,
        facts: factsOf(loaded, handOver.disclosedOn, input.words),
        recipient: {
          name,
          lines: [...(organisation === null ? [] : [organisation]), ...address],
          isPatient: handOver.basis === 'to-individual',
        },
      };
    });
    const letter = await prepareLetter(context.services, within, {
      template: recall.why === 'corrected' ? 'recall-corrected' : 'recall-retracted',
      facts,
      recipient: each.address === undefined ? await recipientAsAsked(within, recall.patientId, recipient) : recipient,
      patientId: recall.patientId,
      facilityId: recall.facility.id,
      case: { module: RECALL, id: recall.id },
      ...(enclosure === null
        ? {}
        : { enclose: (letter: EnclosedLetter) => encloseIn(context.services, enclosure, letter) }),
    });
    letters.set(each.key, { facts, letter, versionId: enclosure?.versionId ?? null });
  }
  return letters;
}

/**
 * Tells all who were chosen that what they have does not stand any more, in one act: each by a letter that is queued at once and
 * a row of the disclosure log, nobody twice. Who is left out is recorded with the reason.
 * A corrected document stands behind the letter in the same file, as the version that was logged.
 * @throws release/recall-answered, release/changed-meanwhile
 */
export async function answerRecall(
  act: Act,
  input: AnswerRecall,
  prepared: Prepared,
): Promise<{ told: number; leftOut: number }> {
  const recall = await loadRecall(act, input.id, true);
  const keys = [...input.tell, ...input.leaveOut].map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw answered();
  for (const each of input.tell) {
    const recipient = openRecipient(recall, each.key);
    const { handOver } = recipient;
    const letter = prepared.get(each.key);
    if (
      letter === undefined ||
      (letter.versionId !== null && letter.versionId !== recall.document.currentVersionId) ||
      JSON.stringify(letter.facts) !== JSON.stringify(factsOf(recall, handOver.disclosedOn, input.words))
    )
      throw releaseProblems.changedMeanwhile({
        detail: 'Nothing was saved. Reload to see the change, then try again.',
      });
    const { letterId } = await draftLetter(act, letter.letter);
    await sendLetter(act, { letterId, way: each.way });
    const disclosureId = await disclose(act, recall, recipient, each);
    await write(act, recall, recipient, { answer: 'told', letter_id: letterId, disclosure_id: disclosureId });
  }
  for (const { key, reason } of input.leaveOut)
    await write(act, recall, openRecipient(recall, key), { answer: 'left-out', reason: reason.trim() });
  act.note({ detail: { told: input.tell.length, leftOut: input.leaveOut.length } });
  act.emit('release.recall-raised', { recallId: recall.id, patientId: recall.patientId, why: recall.why });
  await refreshRecall(act, recall.id);
  return { told: input.tell.length, leftOut: input.leaveOut.length };
}

function openRecipient({ recipients, isOpen }: LoadedRecall, key: string): RecallRecipient {
  const recipient = recipients.find((each) => each.key === key);
  if (!isOpen || recipient === undefined || recipient.answer !== null) throw answered();
  return recipient;
}

function onPaper() {
  return problems.recallOnPaper({
    detail: 'Nothing was sent. The letter and the corrected document leave as one, printed and posted.',
    at: 'tell',
  });
}

function answered() {
  return problems.recallAnswered({ detail: 'Nothing was sent. Reload to see who was told, and by whom.' });
}

function factsOf({ document }: LoadedRecall, sentOn: string, words: string): Facts {
  return {
    sentOn,
    title: document.title ?? document.typeName,
    date: document.date ?? '—',
    author: document.author ?? '—',
    words: words.trim(),
  };
}

async function disclose(
  act: Act,
  { patientId, facility, labels, document, why, today }: LoadedRecall,
  { handOver }: RecallRecipient,
  { address, way }: AnswerRecall['tell'][number],
): Promise<string> {
  const name = `${document.title ?? document.typeName}${document.date === null ? '' : ` of ${document.date}`}`;
  const { disclosureId } = await writeDisclosure(act, {
    patientId,
    facilityId: facility.id,
    labels,
    // It mends an earlier hand-over and rests on what that rested on.
    basis: handOver.basis as DisclosureBasis,
    recipient: {
      name: handOver.recipientName,
      ...(handOver.recipientOrganisation === null ? {} : { organisation: handOver.recipientOrganisation }),
      address: address ?? handOver.recipientAddress,
    },
    description: why === 'corrected' ? `Corrected version: ${name}` : `Notice that it does not stand: ${name}`,
    purpose: `Sent on ${handOver.disclosedOn} before it was ${why}`,
    disclosedAt: act.now,
    disclosedOn: today,
    channel: way.channel === 'print' ? 'mail' : 'email',
    ...(why === 'corrected'
      ? {
          documents: [{ patientId: document.patientId, documentId: document.id, versionId: document.currentVersionId }],
        }
      : {}),
  });
  return disclosureId;
}

async function write(
  act: Act,
  recall: LoadedRecall,
  { key, handOver }: RecallRecipient,
  answer: Answered,
): Promise<void> {
  await act.tx
    .insertInto('release.recall_answer')
    .values({
      ...answer,
      patient_id: recall.patientId,
      id: newId(),
      facility_id: recall.facility.id,
      labels: recall.labels,
      recall_id: recall.id,
      recipient_key: key,
      recipient_name: handOver.recipientName,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
}

type Answered =
  | { readonly answer: 'told'; readonly letter_id: string; readonly disclosure_id: string }
  | { readonly answer: 'left-out'; readonly reason: string };
