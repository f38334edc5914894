import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import type { JobContext, JobDefinition, Reaction } from '../../platform/module.ts';
import { acknowledgeDue, sendAcknowledgements } from './acknowledgements/send-acknowledgements.ts';
import { watchAnswers } from './acknowledgements/stuck.ts';
import { applyInOrder, createApplying, digestOf, nextWaiting } from './apply-message.ts';
import { enqueueApplying } from './archive.ts';
import { personKey } from './find-person.ts';
import { sendDue, sendOutbound } from './outbound/send-outbound.ts';
import { releaseHeld } from './release-held.ts';
import { heardSender, watchSender } from './silence.ts';

/** A run ends in time for a stop of the server; the rest is the next run's. */
const A_RUN = 500;
const AT_ONCE = 50;
const MAX_NUMBERS = 200;
const MAX_LOOKED_AGAIN = 1_000;

/** Applies what waits of one sender, in order. */
async function applyWaiting(context: JobContext, senderId: string): Promise<void> {
  await context.act({ verb: 'hl7v2.watch-silence' }, (act) => heardSender(act, senderId));
  const applying = createApplying(context.services, { actor: context.actor });
  for (let done = 0; done < A_RUN;) {
    const waiting = await nextWaiting(context.services, senderId, AT_ONCE);
    if (waiting.length === 0) return;
    await applyInOrder(applying, waiting);
    done += waiting.length;
  }
  await context.act({ verb: 'hl7v2.apply' }, async (act) => enqueueApplying(act, senderId));
}

/** Somebody was registered or got a number: messages that came too early may go on now. */
async function lookAgain(context: JobContext, patientId: string): Promise<void> {
  const digest = digestOf(context.services);
  await context.act({ verb: 'hl7v2.look-again' }, async (act) => {
    const numbers = await act.tx
      .selectFrom('patients.identifier')
      .select(['system', 'value'])
      .where('patient_id', '=', patientId)
      .limit(MAX_NUMBERS)
      .execute();
    await releaseHeld(
      act,
      numbers.map((number) => digest(personKey({ ...number, kind: 'mrn' }))),
    );
  });
}

/** What was held in the very moment in which its patient came is not forgotten. */
async function lookAtHeld(act: Act): Promise<void> {
  const held = await act.tx
    .selectFrom('hl7v2.work')
    .select('waits_for')
    .where('state', '=', 'held')
    .orderBy('n')
    .limit(MAX_LOOKED_AGAIN)
    .execute();
  await releaseHeld(act, [...new Set(held.flatMap(({ waits_for: key }) => (key === null ? [] : [key])))]);
}

export const jobs: readonly JobDefinition[] = [
  { name: 'hl7v2.apply', run: (context, payload) => applyWaiting(context, String(payload['senderId'])) },
  { name: 'hl7v2.look-again', run: (context, payload) => lookAgain(context, String(payload['patientId'])) },
  { name: 'hl7v2.send', run: (context, payload) => sendOutbound(context, String(payload['destinationId'])) },
  { name: 'hl7v2.acknowledge', run: (context, payload) => sendAcknowledgements(context, String(payload['senderId'])) },
  {
    name: 'hl7v2.send-due',
    cron: '* * * * *',
    run: async (context) => {
      await context.act({ verb: 'hl7v2.send' }, sendDue);
      await context.act({ verb: 'hl7v2.acknowledge' }, acknowledgeDue);
      await context.act({ verb: 'hl7v2.watch-answers' }, watchAnswers);
    },
  },
  {
    name: 'hl7v2.watch-silence',
    run: (context, payload) => {
      if (context.services.clock.now() < new Date(String(payload['at'])))
        throw new Error('It is too early to look whether the feed is silent.');
      return context.act({ verb: 'hl7v2.watch-silence' }, (act) => watchSender(act, String(payload['senderId'])));
    },
  },
  {
    name: 'hl7v2.look-at-held',
    cron: '*/15 * * * *',
    run: (context) => context.act({ verb: 'hl7v2.look-again' }, lookAtHeld),
  },
];

async function isAnyHeld(queries: Queries): Promise<boolean> {
  const held = await queries
    .selectFrom('hl7v2.work')
    .select('message_id')
    // A literal, so that the index of what is held is taken whatever the values of a prepared statement.
    .where('state', '=', sql.lit('held'))
    .limit(1)
    .execute();
  return held.length > 0;
}

async function followPatient(act: Act, event: EmittedEvent): Promise<void> {
  const patientId = event.payload['patientId'];
  if (typeof patientId !== 'string' || !(await isAnyHeld(act.tx))) return;
  act.enqueue('hl7v2.look-again', { patientId }, { key: `hl7v2.look-again ${patientId}` });
}

export const reactions: readonly Reaction[] = [
  {
    name: 'hl7v2.follow-patients',
    events: ['patients.registered', 'patients.changed'],
    verb: 'hl7v2.look-again',
    hasWork: isAnyHeld,
    react: followPatient,
  },
];
