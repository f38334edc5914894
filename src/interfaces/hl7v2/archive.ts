import { sql } from 'kysely';
import {
  acknowledge,
  type AcknowledgementCode,
  get,
  isRefusal,
  type Message,
  parseMessage,
  type Refusal,
} from '../../../packages/hl7/index.ts';
import type { Act, ActContext } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { seal } from '../../platform/keys/index.ts';
import type { Services } from '../../platform/services.ts';
import { acknowledgeAgain } from './acknowledgements/queue-acknowledgements.ts';
import { controlIdOf } from './control-id.ts';
import { answerAtOnce, answerLater, evaluateMessage, type Verdict } from './evaluate-message.ts';
import { meetSender, type Sender, type SenderName } from './senders.ts';

export interface Arrival {
  /** The bytes as text, one character each. */
  readonly text: string;
  readonly via: 'mllp' | 'import';
  readonly address: string;
  /** From this machine or by its owner: a sender that was never seen is allowed. */
  readonly trusted: boolean;
  /** Not to be taken, whatever it says: its frame was damaged, or only its beginning is here. */
  readonly damage?: string;
}

export interface Archived {
  readonly messageId: string;
  readonly senderId: string | undefined;
  readonly taken: boolean;
  /** It came before, byte for byte. */
  readonly repeated: boolean;
  readonly refusal: string | undefined;
  readonly type: string;
  /** What goes back; undefined where the sender wants no answer. */
  readonly answer: string | undefined;
}

export interface Archive {
  /** Resolves after the commit of the row that holds the message, and not before. */
  take(arrival: Arrival): Promise<Archived>;
  readonly waiting: number;
}

interface Waiting {
  readonly arrival: Arrival;
  readonly message: Message | Refusal;
  readonly resolve: (archived: Archived) => void;
  readonly reject: (error: unknown) => void;
}

interface Row {
  readonly id: string;
  readonly sender: string | null;
  readonly control: string;
  readonly type: string;
  readonly digest: string;
  readonly bytes: number;
  readonly sealed: string;
  readonly via: string;
  readonly taken: boolean;
  readonly code: AcknowledgementCode;
  readonly refusal: string | null;
  /** MSH-16 where it is answered later. */
  readonly wish: string | null;
  readonly answer: string;
}

/** One commit for all that came while the one before was under way; more would only make each wait longer. */
const MAX_GROUP = 400;
const MAX_GROUP_BYTES = 80 * 1024 * 1024;
/** A person's decision about a sender is in force after this at the latest. */
const SENDER_CACHE_MS = 3_000;
const MAX_SENDERS_CACHED = 1_000;
const DAMAGED = 'The frame of the message was damaged on the way; send it again.';

/** The archive of one process: groups what comes at the same time into one commit. */
export function openArchive(services: Services, context: ActContext, permission: string): Archive {
  const queue: Waiting[] = [];
  const senders = new Map<string, { sender: Sender | undefined; until: number }>();
  let volume: { id: string; day: string; key: Buffer } | undefined;
  let running = false;

  async function drain(): Promise<void> {
    if (running) return;
    running = true;
    // Whatever else arrived in this turn of the loop joins the group.
    await new Promise((wake) => setImmediate(wake));
    while (queue.length > 0) {
      const group: Waiting[] = [];
      let bytes = 0;
      while (queue.length > 0 && group.length < MAX_GROUP && bytes < MAX_GROUP_BYTES) {
        const next = queue.shift() as Waiting; // the loop's condition
        group.push(next);
        bytes += next.arrival.text.length;
      }
      await settle(group);
    }
    running = false;
  }

  /** One message that the database will not have must not cost the others their answer. */
  async function settle(group: readonly Waiting[]): Promise<void> {
    try {
      const archived = await store(group);
      for (const [at, each] of group.entries()) each.resolve(archived[at] as Archived);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const each of group) await settle([each]);
    }
  }

  async function store(group: readonly Waiting[]): Promise<Archived[]> {
    const now = services.clock.now();
    const { id: volumeId, key } = await currentVolume(now);
    const rows: Row[] = [];
    const verdicts: Verdict[] = [];
    for (const { arrival, message } of group) {
      const sender = isRefusal(message) ? undefined : await senderOf(message, arrival);
      const verdict: Verdict =
        arrival.damage === undefined
          ? evaluateMessage(message, sender?.state)
          : { taken: false, code: 'AR', error: { code: 207, words: arrival.damage } };
      const digester = services.keyring.digester();
      digester.update(Buffer.from(arrival.text, 'latin1'));
      const id = newId();
      verdicts.push(verdict);
      rows.push({
        id,
        sender: sender?.id ?? null,
        control: isRefusal(message) ? '' : storable(get(message, 'MSH-10') ?? '').slice(0, 199),
        type: typeOf(message),
        digest: digester.digest('hex'),
        bytes: arrival.text.length,
        sealed: seal(key, arrival.text, id).toString('base64'),
        via: arrival.via,
        taken: verdict.taken,
        code: verdict.code,
        refusal: verdict.error?.words ?? null,
        // A file has nobody behind it who could be answered.
        wish: (arrival.via === 'mllp' && verdict.taken && !isRefusal(message) ? answerLater(message) : null) ?? null,
        answer: newId(),
      });
    }
    return services.acting.act(context, { verb: 'hl7v2.receive', permission }, async (act) => {
      const before = await insertMessages(act, rows, volumeId);
      const conflicting: Row[] = [];
      const archived = rows.map((row, at) => {
        const { message } = group[at] as Waiting;
        const verdict = verdicts[at] as Verdict;
        const known = before.get(row.id);
        if (known === undefined) return answered(message, row, verdict, { at: act.now, repeated: false });
        if (known.digest === row.digest)
          return answered(message, { ...row, id: known.id }, verdict, { at: known.receivedAt, repeated: true });
        const words =
          'Another message of this sender had the same number (MSH-10) and other content; this one was not applied.';
        const code = isRefusal(message) ? 'AR' : answerAtOnce(message, 'R').code;
        const refused = { ...row, taken: false, code, refusal: words, wish: null };
        conflicting.push(refused);
        const error = { code: 205, at: { segment: 'MSH', field: 10 }, words } as const;
        return answered(message, refused, { taken: false, code, error }, { at: act.now, repeated: false });
      });
      if (conflicting.length > 0) await insertMessages(act, conflicting, volumeId);
      const asked = rows.flatMap(({ id, wish, digest }) => {
        const known = wish === null ? undefined : before.get(id);
        return known?.digest === digest ? [known.id] : [];
      });
      if (asked.length > 0) await acknowledgeAgain(act, asked);
      const fresh = new Set(rows.filter((row) => row.taken && !before.has(row.id)).map((row) => row.sender));
      for (const senderId of fresh) enqueueApplying(act, senderId);
      act.note({
        count: rows.length,
        detail: { taken: archived.filter((each) => each.taken && !each.repeated).length },
      });
      return archived;
    });
  }

  async function currentVolume(now: Date): Promise<{ id: string; key: Buffer }> {
    const day = now.toISOString().slice(0, 10);
    if (volume?.day === day) return volume;
    const keySlot = services.keyring.newSlot();
    const id = newId();
    await services.acting.act(context, { verb: 'hl7v2.open-volume', permission }, async (act) => {
      await act.tx.insertInto('hl7v2.volume').values({ id, key_slot: keySlot, opened_at: act.now }).execute();
    });
    volume = { id, day, key: services.keyring.unitKey(keySlot) };
    return volume;
  }

  async function senderOf(message: Message, arrival: Arrival): Promise<Sender | undefined> {
    const name: SenderName = {
      application: storable(get(message, 'MSH-3.1') ?? ''),
      facility: storable(get(message, 'MSH-4.1') ?? ''),
    };
    if (name.application.length > 227 || name.facility.length > 227) return undefined;
    const cacheKey = JSON.stringify([name.application, name.facility, arrival.trusted]);
    const known = senders.get(cacheKey);
    const now = Date.now();
    if (known !== undefined && known.until > now) return known.sender;
    const sender = await services.acting.act(context, { verb: 'hl7v2.meet-sender', permission }, (act) =>
      meetSender(act, name, arrival),
    );
    if (senders.size >= MAX_SENDERS_CACHED) senders.clear();
    senders.set(cacheKey, { sender, until: now + SENDER_CACHE_MS });
    return sender;
  }

  return {
    take(arrival) {
      return new Promise((resolve, reject) => {
        queue.push({ arrival, message: parseMessage(arrival.text), resolve, reject });
        void drain();
      });
    },
    get waiting() {
      return queue.length;
    },
  };
}

export function enqueueApplying(act: Act, senderId: string | null): void {
  if (senderId === null) return;
  act.enqueue('hl7v2.apply', { senderId }, { key: `hl7v2.apply ${senderId}`, queue: `hl7v2 ${senderId}` });
}

export function damagedFrame(): string {
  return DAMAGED;
}

/** Writes what was not there; of each message that came before, the row that holds it. */
async function insertMessages(
  act: Act,
  rows: readonly Row[],
  volumeId: string,
): Promise<Map<string, { id: string; digest: string; receivedAt: Date }>> {
  // One parameter: a group of hundreds is one round trip, and its text need not be planned again.
  const { rows: stored } = await sql<{ id: string }>`
    WITH arrived AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS w (id uuid, sender uuid, control text, type text, digest text, bytes int, sealed text, via text, taken boolean, code text, refusal text, wish text, answer uuid)
    ), stored AS (
      INSERT INTO hl7v2.message (id, sender_id, control_id, type, digest, bytes, volume_id, sealed, received_at, received_via, taken, code, refusal)
      SELECT w.id, w.sender, w.control, w.type, w.digest, w.bytes, ${volumeId}::uuid, decode(w.sealed, 'base64'), ${act.now}::timestamptz, w.via, w.taken, w.code, w.refusal
      FROM arrived AS w
      ON CONFLICT (sender_id, control_id) WHERE taken AND edited_from IS NULL DO NOTHING
      RETURNING id, sender_id, n, taken
    ), queued AS (
      INSERT INTO hl7v2.work (message_id, sender_id, n, state) SELECT id, sender_id, n, 'waiting' FROM stored WHERE taken
    ), asked AS (
      INSERT INTO hl7v2.acknowledgement (id, message_id, decided_by_id, sender_id, n, wish, state)
      SELECT w.answer, s.id, s.id, s.sender_id, s.n, w.wish, 'awaited' FROM stored s JOIN arrived w ON w.id = s.id WHERE w.wish IS NOT NULL
    )
    SELECT id FROM stored`.execute(act.tx);
  const fresh = new Set(stored.map(({ id }) => id));
  const known = rows.filter((row) => !fresh.has(row.id));
  if (known.length === 0) return new Map();
  const { rows: before } = await sql<{ mine: string; id: string; digest: string; received_at: Date }>`
    SELECT w.mine, m.id, m.digest, m.received_at
    FROM unnest(${known.map((row) => row.id)}::uuid[], ${known.map((row) => row.sender)}::uuid[], ${known.map((row) => row.control)}::text[]) AS w (mine, sender, control)
    JOIN hl7v2.message m ON m.sender_id = w.sender AND m.control_id = w.control AND m.taken AND m.edited_from IS NULL`.execute(
    act.tx,
  );
  return new Map(before.map((row) => [row.mine, { id: row.id, digest: row.digest, receivedAt: row.received_at }]));
}

function answered(
  message: Message | Refusal,
  row: Row,
  verdict: Verdict,
  how: { at: Date; repeated: boolean },
): Archived {
  const known = isRefusal(message) ? undefined : message;
  const wanted = known === undefined || answerAtOnce(known, verdict.taken ? 'A' : 'R').wanted;
  return {
    messageId: row.id,
    senderId: row.sender ?? undefined,
    taken: verdict.taken,
    repeated: how.repeated,
    refusal: row.refusal ?? undefined,
    type: row.type,
    answer: wanted
      ? acknowledge(known, {
          code: verdict.code,
          controlId: controlIdOf(row.id),
          at: hl7Moment(how.at),
          ...(verdict.error === undefined ? {} : { error: verdict.error }),
        })
      : undefined,
  };
}

function typeOf(message: Message | Refusal): string {
  if (isRefusal(message)) return '';
  const parts = [get(message, 'MSH-9.1'), get(message, 'MSH-9.2')].filter((part) => part !== undefined);
  return storable(parts.join('^')).slice(0, 40);
}

/** PostgreSQL's text has no NUL. The message itself keeps it. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** `20261128110000+0000` */
export function hl7Moment(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/\D/g, '')}+0000`;
}
