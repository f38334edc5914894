import { sql } from 'kysely';
import { get, isRefusal, type Message, parseMessage } from '../../../packages/hl7/index.ts';
import type { Act, Actor } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { DEFAULT_FACILITY, mrnSystemOf } from '../../modules/directory/index.ts';
import { planDocuments } from './apply-documents.ts';
import { applyFacts, digestOf, feedingFrom } from './apply-message.ts';
import { MOVES, planMoves } from './apply-moves.ts';
import { applyVisit } from './apply-visit.ts';
import { evaluateMessage } from './evaluate-message.ts';
import type { Feeding } from './feeding.ts';
import { mappingOf } from './mapping.ts';
import { senderNamed } from './senders.ts';

interface Effect {
  readonly what:
    | 'register-patient'
    | 'change-patient'
    | 'merge-patients'
    | 'record-visit'
    | 'change-visit'
    | 'new-document'
    | 'version-document'
    | 'addendum-document'
    | 'sign-document'
    | 'strike-document'
    | 'record-charges';
  /** Type of the document, where it is one. */
  readonly typeCode: string | null;
}

interface Tried {
  /** MSA-1 of the answer it would get over MLLP, and the words of ERR where it would not be taken. */
  readonly code: string;
  readonly refusal: string | null;
  readonly type: string;
  readonly senderId: string | null;
  /** The same number came before: a second message of it is answered, and changes nothing. */
  readonly repeated: boolean;
  /** Null: it would not be taken, so nothing would be tried. */
  readonly outcome: { readonly state: 'applied' | 'kept' | 'held' | 'failed'; readonly reason: string | null } | null;
  readonly effects: Effect[];
}

const TOLD: Readonly<Record<string, Effect['what']>> = {
  'patients.registered': 'register-patient',
  'patients.changed': 'change-patient',
  'patients.merged': 'merge-patients',
  'encounters.recorded': 'record-visit',
  'encounters.changed': 'change-visit',
  'encounters.billed': 'record-charges',
};

/** What a message would do if it came now. It is applied in a savepoint that is rolled back: nothing of it is kept or told. */
export function tryMessage(services: Services, actor: Actor, text: string): Promise<Tried> {
  return services.acting.act(
    { actor: systemActor('hl7v2'), onBehalfOf: actor.id },
    { verb: 'hl7v2.try', permission: 'system' },
    async (act) => {
      const message = parseMessage(text);
      const sender = isRefusal(message)
        ? undefined
        : await senderNamed(act, {
            application: get(message, 'MSH-3.1') ?? '',
            facility: get(message, 'MSH-4.1') ?? '',
          });
      const verdict = evaluateMessage(message, sender?.state);
      // One nobody knows is refused; what its messages would do is worth seeing before it is allowed.
      const readable = evaluateMessage(message, 'allowed');
      const tried = isRefusal(message) || !readable.taken ? undefined : await trial(act, services, message, sender);
      act.note({ detail: { code: verdict.code, outcome: tried?.outcome.state ?? null } });
      return {
        code: verdict.code,
        refusal: verdict.error?.words ?? null,
        type: isRefusal(message) ? '' : [get(message, 'MSH-9.1'), get(message, 'MSH-9.2')].filter(Boolean).join('^'),
        senderId: sender?.id ?? null,
        repeated: sender !== undefined && !isRefusal(message) && (await cameBefore(act, sender.id, message)),
        outcome: tried?.outcome ?? null,
        effects: tried?.effects ?? [],
      };
    },
  );
}

async function trial(
  act: Act,
  services: Services,
  message: Message,
  sender: { id: string; facilityId: string } | undefined,
): Promise<{ outcome: NonNullable<Tried['outcome']>; effects: Effect[] }> {
  const senderId = sender?.id ?? newId();
  const facilityId = sender?.facilityId ?? DEFAULT_FACILITY;
  const effects: Effect[] = [];
  const silent: Act = {
    ...act,
    note: () => {},
    enqueue: () => {},
    afterCommit: () => {},
    emit: (name) => {
      const what = TOLD[name];
      if (what !== undefined && !effects.some((each) => each.what === what)) effects.push({ what, typeCode: null });
    },
  };
  await sql`SAVEPOINT trial`.execute(act.tx);
  try {
    const facts = {
      ...{ facilityId, mapping: await mappingOf(silent, senderId), mrnSystem: await mrnSystemOf(silent, facilityId) },
    };
    const feeding = feedingFrom(
      { digest: digestOf(services) },
      facts,
      { id: newId(), senderId, receivedAt: act.now },
      message,
    );
    const type = get(message, 'MSH-9.1') ?? '';
    const outcome =
      type === 'MDM' || type === 'ORU'
        ? await tryDocuments(silent, services, feeding, type, effects)
        : type === 'ADT' && MOVES.has(feeding.event)
          ? await tryMoves(silent, feeding, effects)
          : await applyFacts(silent, feeding, type);
    return { outcome: { state: outcome.state, reason: outcome.reason ?? null }, effects };
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'fault' || error.kind === 'busy') throw error;
    return { outcome: { state: 'failed', reason: `${error.title}. ${error.detail}` }, effects: [] };
  } finally {
    await sql`ROLLBACK TO SAVEPOINT trial`.execute(act.tx);
  }
}

async function tryDocuments(act: Act, services: Services, feeding: Feeding, type: 'MDM' | 'ORU', effects: Effect[]) {
  const planned = await planDocuments(act, digestOf(services), feeding, type);
  if (!('person' in planned)) return planned;
  await applyVisit(act, feeding, planned.person);
  for (const { kind, said } of planned.plans) effects.push({ what: `${kind}-document`, typeCode: said.typeCode });
  return { state: 'applied' } as const;
}

async function tryMoves(act: Act, feeding: Feeding, effects: Effect[]) {
  const planned = await planMoves(act, feeding);
  if (!('going' in planned)) return planned;
  if (planned.number !== undefined) effects.push({ what: 'change-patient', typeCode: null });
  if (planned.going.length > 0) effects.push({ what: 'change-visit', typeCode: null });
  return { state: 'applied' } as const;
}

async function cameBefore(act: Act, senderId: string, message: Message): Promise<boolean> {
  const row = await act.tx
    .selectFrom('hl7v2.message')
    .select('id')
    .where('sender_id', '=', senderId)
    .where('control_id', '=', get(message, 'MSH-10') ?? '')
    .where('taken', '=', true)
    .where('edited_from', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
