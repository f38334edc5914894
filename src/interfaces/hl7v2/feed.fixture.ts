import { expect } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { codes, message, type Said, send } from './client.fixture.ts';
import { startMllp } from './receive-messages.ts';

let serial = 0;
/** A message of a hospital of its own, so that one story does not meet the numbers of another. */
export const says = (who: string, event: string, minute: number, rest: readonly string[], more: Partial<Said> = {}) =>
  message({
    event,
    id: `${who}-${++serial}`,
    at: `202611200${Math.floor(minute / 60)}${String(minute % 60).padStart(2, '0')}00`,
    app: `APP-${who}`,
    rest,
    ...more,
  });
export const pid = (number: string, name = 'Whitfield^Mary', more = '19480417|F') =>
  `PID|1||${number}^^^HOSP^MR||${name}||${more}`;
export const pv1 = (visit: string, more = '') => `PV1|1|I|4W^12^A||||||||||||||||${visit}${more}`;
export const mrg = (number: string, { account = '', visit = '' } = {}) =>
  `MRG|${number}^^^HOSP^MR||${account}||${visit}`;
export const txa = (
  number: string,
  { parent = '', status = 'AU', type = 'DS^Discharge Summary', available = 'AV' } = {},
) =>
  `TXA|1|${type}|TX|202611191500|||||1^Reed^Alan|||${number}|${parent}||||${status}||${available}|||1^Reed^Alan^^^^^^^^^^^^202611191700`;
export const lines = (...texts: string[]) => texts.map((text, n) => `OBX|${n + 1}|TX|||${text}||||||F`);

/** A server that is fed, and what the record says afterwards. */
export async function openFeed() {
  const world: World = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  const server = await startMllp(world.services, { port: 0 });
  return {
    world,
    server,
    async close() {
      await server.stop();
      await world.close();
    },
    async feed(messages: readonly string[]): Promise<void> {
      const answers = await send(server.port, messages);
      expect(codes(answers)).toEqual(messages.map(() => 'AA'));
      await world.stack.drain();
    },
    workOf: (who: string) =>
      world.sql<{ state: string; reason: string | null }>(
        `SELECT w.state, w.reason FROM hl7v2.work w JOIN hl7v2.sender s ON s.id = w.sender_id WHERE s.application = $1 ORDER BY w.n`,
        [`APP-${who}`],
      ),
    statesOf: (who: string) =>
      world
        .sql<{ state: string }>(
          `SELECT w.state FROM hl7v2.work w JOIN hl7v2.sender s ON s.id = w.sender_id WHERE s.application = $1 ORDER BY w.n`,
          [`APP-${who}`],
        )
        .then((rows) => rows.map((row) => row.state)),
    recordOf: (numbers: readonly string[]) => recordOf(world, numbers),
  };
}

/** All that the record says of the people of these numbers, without ids, moments of recording and order of arrival. */
async function recordOf(world: World, numbers: readonly string[]): Promise<unknown> {
  const [row] = await world.sql<{ record: unknown }>(
    `WITH who AS (SELECT DISTINCT m.survivor_id FROM patients.identifier i JOIN patients.member m ON m.patient_id = i.patient_id WHERE i.value = ANY ($1)),
      member AS (SELECT m.* FROM patients.member m JOIN who ON who.survivor_id = m.survivor_id)
     SELECT jsonb_build_object(
      'people', (SELECT count(*) FROM who),
      'names', (SELECT jsonb_agg(DISTINCT n.use || ' ' || coalesce(n.family, '') || ' ' || array_to_string(n.given, ' ')) FROM patients.name n JOIN member m ON m.patient_id = n.patient_id),
      'born', (SELECT jsonb_agg(DISTINCT p.birth_date) FROM patients.patient p JOIN member m ON m.patient_id = p.id),
      'contacts', (SELECT jsonb_agg(DISTINCT c.value) FROM patients.contact c JOIN member m ON m.patient_id = c.patient_id WHERE c.to_on IS NULL),
      'merges', (SELECT count(*) FROM patients.merge x JOIN member m ON m.patient_id = x.patient_id),
      'visits', (SELECT jsonb_agg(jsonb_build_array(e.visit_number, e.class, e.started_at, e.ended_at, coalesce((SELECT c.kind FROM encounters.change c
         WHERE c.encounter_id = e.id AND c.kind IN ('cancelled', 'reinstated') ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1), 'reinstated')) ORDER BY e.visit_number)
         FROM encounters.encounter e JOIN member m ON m.patient_id = e.patient_id),
      'documents', (SELECT jsonb_agg(jsonb_build_array(d.type_code, d.dated_on, d.author_name, d.encounter_id IS NOT NULL,
         (SELECT count(*) FROM documents.amendment a WHERE a.document_id = d.id),
         (SELECT cause FROM documents.entered_in_error x WHERE x.document_id = d.id AND x.withdrawn_at IS NULL)) ORDER BY d.origin_id)
         FROM documents.document d JOIN member m ON m.patient_id = d.patient_id)
     ) AS record`,
    [numbers],
  );
  return row?.record;
}
