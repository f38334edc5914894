import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { loadSource } from './load-source.ts';

const TOKEN_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TOKEN_LENGTH = 16;

/** The page is known by it before it is read. */
export const testPageName = (token: string) => `Test page ${token}.pdf`;

/** Sends a test page the way of a source. @throws intake/source-unknown, intake/source-off */
export async function askTestPage(act: Act, input: { sourceId: string }): Promise<void> {
  const source = await loadSource(act, input.sourceId);
  if (source.disabledAt !== null)
    throw problems.sourceOff({ detail: 'Nothing was sent: nothing is taken from a disabled source. Enable it first.' });
  const id = newId();
  const token = Array.from({ length: TOKEN_LENGTH }, () => TOKEN_SIGNS[randomInt(TOKEN_SIGNS.length)]).join('');
  await act.tx
    .insertInto('intake.source_test')
    .values({
      ...{ id, source_id: source.id, facility_id: source.facilityId, token },
      ...{ asked_at: act.now, asked_by: act.actor.id },
    })
    .execute();
  act.enqueue('intake.send-test-page', { testId: id }, { key: `test-${id}`, maxAttempts: 1 });
  act.note({ subjectIds: [source.id] });
  act.emit('intake.source-tested', { sourceId: source.id });
}

export interface SourceTest {
  readonly askedAt: string;
  readonly state: 'sending' | 'hindered' | 'on-its-way' | 'arrived' | 'done' | 'unreadable';
  /** Seconds from sending to arrival; while it is on its way, until now. */
  readonly seconds: number | null;
  /** What stands in the way: a sentence for the desk. */
  readonly hindrance: string | null;
  readonly itemId: string | null;
}

interface Row {
  asked_at: Date;
  sent_at: Date | null;
  hindrance: string | null;
  item_id: string | null;
  arrived_at: Date | null;
  read_at: Date | null;
  elsewhere: boolean | null;
  seen_id: string | null;
  seen_at: Date | null;
  failure: string | null;
  refusal: string | null;
  trouble: string | null;
}

/** How the last test page of a source is doing; null where none was sent. */
export async function viewSourceTest(act: Act, sourceId: string): Promise<SourceTest | null> {
  await loadSource(act, sourceId);
  act.note({ subjectIds: [sourceId], coalesce: sourceId });
  const { rows } = await sql<Row>`
    SELECT t.asked_at, t.sent_at, t.hindrance, t.item_id, t.arrived_at, t.read_at, i.source_id IS DISTINCT FROM t.source_id AS elsewhere,
      seen.id AS seen_id, seen.received_at AS seen_at, seen.failure, refused.reason AS refusal, trouble.reason AS trouble
    FROM (SELECT * FROM intake.source_test WHERE source_id = ${sourceId} ORDER BY asked_at DESC, id DESC LIMIT 1) t
    LEFT JOIN intake.item i ON i.id = t.item_id
    LEFT JOIN LATERAL (
      SELECT found.id, found.received_at, (SELECT f.detail FROM intake.failure f WHERE f.item_id = found.id AND f.retried_at IS NULL LIMIT 1) AS failure
      FROM intake.arrival a JOIN intake.item found ON found.id = ANY (a.item_ids)
      WHERE a.source_id = t.source_id AND a.at >= t.asked_at AND a.outcome = 'taken' AND found.file_name = 'Test page ' || t.token || '.pdf'
      ORDER BY a.at LIMIT 1) seen ON true
    LEFT JOIN LATERAL (
      SELECT a.reason FROM intake.arrival a WHERE a.source_id = t.source_id AND a.at >= t.asked_at AND a.outcome = 'refused'
        AND position(t.token IN a.external_id) > 0 ORDER BY a.at LIMIT 1) refused ON true
    LEFT JOIN intake.source_trouble trouble ON trouble.source_id = t.source_id AND trouble.until IS NULL`.execute(
    act.tx,
  );
  return rows[0] === undefined ? null : viewOf(rows[0], act.now);
}

function viewOf(row: Row, now: Date): SourceTest {
  const since = row.sent_at ?? row.asked_at;
  const until = (at: Date | null) =>
    at === null ? null : Math.max(0, Math.round((at.getTime() - since.getTime()) / 1000));
  const view = (state: SourceTest['state'], more: Partial<SourceTest> = {}): SourceTest => ({
    ...{ askedAt: row.asked_at.toISOString(), state, seconds: until(row.arrived_at ?? row.seen_at ?? now) },
    ...{ hindrance: null, itemId: row.item_id ?? row.seen_id, ...more },
  });
  if (row.read_at !== null)
    return view('done', {
      hindrance:
        row.elsewhere === true
          ? 'It arrived, but not as of this source: its subfolder or address leads to another one.'
          : null,
    });
  if (row.failure !== null) return view('unreadable', { hindrance: row.failure });
  if (row.seen_at !== null) return view('arrived');
  const hindrance = row.hindrance ?? row.refusal;
  if (hindrance !== null) return view('hindered', { hindrance, seconds: null });
  if (row.sent_at === null) return view('sending', { seconds: null });
  return view('on-its-way', { hindrance: row.trouble });
}
