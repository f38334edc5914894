import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codes, send } from './client.fixture.ts';
import { lines, openFeed, pid, pv1, says, txa } from './feed.fixture.ts';
import { inEveryOrder } from './orders.fixture.ts';

let fed: Awaited<ReturnType<typeof openFeed>>;
beforeAll(async () => {
  fed = await openFeed();
});
afterAll(() => fed.close());

describe('registration and visits', () => {
  it('are kept as the sender says, and a repeat changes nothing', async () => {
    await fed.feed([
      says('A', 'ADT^A01', 1, [
        pid('A100', 'Whitfield^Mary^Ann^Jr^Dr^^L', '19480417|F|||1 Elm^^Salem^OR^97301^USA||(503)555-0100'),
        pv1('VA1'),
      ]),
      says('A', 'ADT^A08', 2, [pid('A100', 'Whitfield-Cole^Mary', '|""'), pv1('VA1')]),
      says('A', 'ADT^A03', 3, [pid('A100'), pv1('VA1')]),
      says('A', 'ADT^A31', 4, [pid('A100', '', '')]),
    ]);
    expect(await fed.statesOf('A')).toEqual(Array(4).fill('applied'));
    expect(await fed.recordOf(['A100'])).toMatchObject({
      people: 1,
      names: ['legal Whitfield Mary', 'previous Whitfield Mary Ann', 'previous Whitfield-Cole Mary'],
      born: ['1948-04-17'],
      contacts: ['(503)555-0100', null],
      visits: [['VA1', 'IMP', '2026-11-20T00:01:00+00:00', '2026-11-20T00:03:00+00:00', 'reinstated']],
    });
    const [entry] = await fed.world.sql<{ detail: { message: string } }>(
      `SELECT detail FROM audit.entry WHERE verb = 'hl7v2.apply' AND detail ? 'event' ORDER BY at DESC LIMIT 1`,
    );
    expect(entry?.detail.message).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that come together share commits; one that cannot be applied stops none of its neighbours', async () => {
    const people = Array.from({ length: 30 }, (_, n) => says('G', 'ADT^A04', n, [pid(`G${n}`), pv1(`VG${n}`)]));
    const wrong = says('G', 'ADT^A08', 40, [pid('G3', 'Okafor^Chidi', '19990101|M'), pv1('VG3')]);
    await fed.feed([...people.slice(0, 12), wrong, ...people.slice(12)]);
    const states = await fed.statesOf('G');
    expect(states[12]).toBe('failed');
    expect(states.filter((state) => state === 'applied')).toHaveLength(30);
    const entries = await fed.world.sql<{ message: string }>(
      `SELECT a.detail->>'message' AS message FROM audit.entry a JOIN hl7v2.work w ON w.message_id::text = a.detail->>'message'
       JOIN hl7v2.sender s ON s.id = w.sender_id WHERE a.verb = 'hl7v2.apply' AND a.outcome = 'done' AND s.application = 'APP-G'`,
    );
    expect(new Set(entries.map((entry) => entry.message)).size).toBe(30);
    expect(entries).toHaveLength(30);
    const [commits] = await fed.world.sql<{ n: string }>(
      `SELECT count(DISTINCT p.xmin::text) AS n FROM patients.patient p JOIN patients.identifier i ON i.patient_id = p.id WHERE i.value ~ '^G[0-9]+$'`,
    );
    expect(Number(commits?.n)).toBeLessThan(10);
  });

  it('of a number that is somebody else’s wait for a person, and change nothing', async () => {
    await fed.feed([
      says('B', 'ADT^A04', 1, [pid('B100')]),
      says('B', 'ADT^A08', 2, [pid('B100', 'Okafor^Chidi', '19990101|M')]),
    ]);
    expect(await fed.statesOf('B')).toEqual(['applied', 'failed']);
    expect(await fed.recordOf(['B100'])).toMatchObject({ names: ['legal Whitfield Mary'], born: ['1948-04-17'] });
  });

  it('get another number, in whatever order it is told; the former one goes on finding them', async () => {
    const story = (who: string) => ({
      admitted: says(who, 'ADT^A01', 1, [pid(`${who}100`), pv1(`V${who}1`)]),
      renumbered: says(who, 'ADT^A47', 2, [pid(`${who}200`), `MRG|${who}100^^^HOSP^MR`]),
      late: says(who, 'ADT^A08', 3, [pid(`${who}100`, 'Whitfield-Cole^Mary'), pv1(`V${who}1`)]),
    });
    const right = story('N');
    await fed.feed([right.admitted, right.renumbered, right.late, right.late]);
    const turned = story('O');
    await fed.feed([turned.renumbered, turned.late, turned.admitted]);
    for (const who of ['N', 'O']) {
      expect(await fed.statesOf(who), who).not.toContain('held');
      expect(await fed.recordOf([`${who}100`, `${who}200`]), who).toMatchObject({
        people: 1,
        merges: 0,
        visits: [[`V${who}1`, 'IMP', '2026-11-20T00:01:00+00:00', null, 'reinstated']],
      });
      const numbers = await fed.world.sql<{ value: string; retired: boolean }>(
        'SELECT value, retired_at IS NOT NULL AS retired FROM patients.identifier WHERE value = ANY ($1) ORDER BY value',
        [[`${who}100`, `${who}200`]],
      );
      expect(numbers, who).toEqual([
        { value: `${who}100`, retired: true },
        { value: `${who}200`, retired: false },
      ]);
    }
  });

  it('of another number are found by it, and told again change nothing', async () => {
    await fed.feed([says('R', 'ADT^A01', 1, [pid('R100'), pv1('VR1')])]);
    const renumbered = (minute: number) =>
      says('R', 'ADT^A50', minute, [pid('R100'), 'MRG|R100^^^HOSP^MR||||VR1', pv1('VR2')]);
    await fed.feed([
      renumbered(2),
      renumbered(3),
      says('R', 'ADT^A03', 4, [pid('R100'), pv1('VR2')]),
      says('R', 'ADT^A50', 5, [pid('R100'), 'MRG|R100^^^HOSP^MR||||NEVER', pv1('NEITHER')]),
    ]);
    expect(await fed.statesOf('R')).toEqual(['applied', 'applied', 'applied', 'applied', 'held']);
    expect(await fed.recordOf(['R100'])).toMatchObject({
      visits: [['VR2', 'IMP', '2026-11-20T00:01:00+00:00', '2026-11-20T00:04:00+00:00', 'reinstated']],
    });
  });

  it('are never deleted by a message', async () => {
    await fed.feed([says('C', 'ADT^A28', 1, [pid('C100')]), says('C', 'ADT^A29', 2, [pid('C100')])]);
    expect(await fed.workOf('C')).toMatchObject([
      { state: 'applied' },
      { state: 'failed', reason: expect.stringContaining('A message deletes nothing of the record here') as string },
    ]);
    expect(await fed.recordOf(['C100'])).toMatchObject({ people: 1 });
  });
});

describe('documents', () => {
  const pdf = Buffer.from('%PDF-1.4\n%no page\n').toString('base64');
  it('are filed with author, signature and visit, versioned, added to and withdrawn', async () => {
    await fed.feed([
      says('D', 'ADT^A01', 1, [pid('D100'), pv1('VD1')]),
      says('D', 'MDM^T02', 2, [pid('D100'), pv1('VD1'), txa('DOC1'), ...lines('She came in.', 'She went home.')]),
      says('D', 'MDM^T08', 3, [pid('D100'), pv1('VD1'), txa('DOC1'), ...lines('She came in coughing.')]),
      says('D', 'MDM^T10', 4, [pid('D100'), pv1('VD1'), txa('DOC2', { parent: 'DOC1' }), ...lines('Replaced.')]),
      says('D', 'MDM^T06', 5, [pid('D100'), pv1('VD1'), txa('DOC3', { parent: 'DOC2' }), ...lines('No allergies.')]),
      says('D', 'MDM^T02', 6, [
        pid('D100'),
        pv1('VD1'),
        txa('DOC9', { status: 'DI', type: '18842-5^^LN' }),
        `OBX|1|ED|||^AP^PDF^Base64^${pdf}||||||P`,
      ]),
      says('D', 'MDM^T04', 7, [pid('D100'), pv1('VD1'), txa('DOC9', { status: 'DI', available: 'CA' })]),
    ]);
    expect(await fed.statesOf('D')).toEqual(Array(7).fill('applied'));
    expect(await fed.recordOf(['D100'])).toMatchObject({
      documents: [
        ['discharge-summary', '2026-11-19', 'Reed, Alan', true, 1, null],
        ['discharge-summary', '2026-11-19', 'Reed, Alan', true, 0, 'source-cancelled'],
      ],
    });
    expect(
      await fed.world.sql(
        `SELECT v.number, (SELECT signer_name FROM documents.signature s WHERE s.version_id = v.id) AS signer FROM documents.version v
         JOIN documents.document d ON d.id = v.document_id WHERE d.origin_id = 'TXA DOC1' ORDER BY 1`,
      ),
    ).toEqual([1, 2, 3].map((number) => ({ number, signer: 'Reed, Alan' })));
  });

  it('of results obey their status', async () => {
    const result = (minute: number, status: string, ...values: string[]) =>
      says('E', 'ORU^R01', minute, [
        pid('E100'),
        `OBR|1||LAB7|24331-1^Lipid panel^LN|||202611191000|||||||||||||||202611191200||LAB|${status}`,
        ...values.map((value, n) => `OBX|${n + 1}|NM|2093-3^Cholesterol^LN||${value}|mg/dL|0-200|H|||${status}`),
      ]);
    await fed.feed([
      says('E', 'ADT^A04', 1, [pid('E100')]),
      result(2, 'P', '240'),
      result(3, 'F', '241'),
      result(4, 'F', '241'),
      result(5, 'C', '242'),
    ]);
    expect(await fed.recordOf(['E100'])).toMatchObject({
      documents: [['laboratory-report', '2026-11-19', null, false, 0, null]],
    });
    expect(
      await fed.world.sql(
        `SELECT max(v.number) AS n FROM documents.version v JOIN documents.document d ON d.id = v.document_id WHERE d.origin_id LIKE 'OBR LAB7%'`,
      ),
    ).toEqual([{ n: 3 }]);
    await fed.feed([result(6, 'W', '242')]);
    expect(
      await fed.world.sql(
        `SELECT cause FROM documents.entered_in_error x JOIN documents.document d ON d.id = x.document_id WHERE d.origin_id LIKE 'OBR LAB7%'`,
      ),
    ).toEqual([{ cause: 'wrong-patient' }]);
  });

  it('that are no base64, or bring nothing, wait for a person', async () => {
    await fed.feed([
      says('F', 'ADT^A04', 1, [pid('F100')]),
      says('F', 'MDM^T02', 2, [pid('F100'), pv1('VF1'), txa('F1'), 'OBX|1|ED|||^AP^PDF^Base64^JVBERi0x???||||||F']),
      says('F', 'MDM^T02', 3, [pid('F100'), pv1('VF1'), txa('F2')]),
    ]);
    expect(await fed.statesOf('F')).toEqual(['applied', 'failed', 'failed']);
    expect(await fed.recordOf(['F100'])).toMatchObject({ documents: null });
  });
});

describe('any order of arrival', () => {
  const story = (who: string) => {
    const [a, b, c] = [`${who}1`, `${who}2`, `${who}3`];
    return [
      says(who, 'ADT^A01', 1, [pid(a, 'Trauma 47^Unknown', ''), pv1(`V${who}1`)]),
      says(who, 'ADT^A08', 2, [pid(a, 'Moreno^Elena', '19700203|F'), pv1(`V${who}1`)]),
      says(who, 'ADT^A03', 3, [pid(a, 'Moreno^Elena', '19700203|F'), pv1(`V${who}1`)]),
      says(who, 'ADT^A13', 4, [pid(a, 'Moreno^Elena', '19700203|F'), pv1(`V${who}1`)]),
      says(who, 'ADT^A28', 5, [pid(b, 'Moreno^Elena', '19700203|F')]),
      says(who, 'ADT^A04', 6, [pid(c, 'Moreno^Helena', '19700203|F'), pv1(`V${who}2`)]),
      says(who, 'ADT^A11', 7, [pid(c, 'Moreno^Helena', '19700203|F'), pv1(`V${who}2`)]),
      says(
        who,
        'MDM^T02',
        8,
        [pid(a), pv1(`V${who}1`), txa(`${who}DOC`), ...lines('Stable.')].map((line) =>
          line.replace('Whitfield^Mary||19480417', 'Moreno^Elena||19700203'),
        ),
      ),
      says(
        who,
        'MDM^T06',
        9,
        [pid(a), pv1(`V${who}1`), txa(`${who}ADD`, { parent: `${who}DOC` }), ...lines('And well.')].map((line) =>
          line.replace('Whitfield^Mary||19480417', 'Moreno^Elena||19700203'),
        ),
      ),
      says(who, 'ADT^A40', 10, [pid(b, 'Moreno^Elena', '19700203|F'), `MRG|${a}^^^HOSP^MR`]),
      says(who, 'ADT^A40', 11, [pid(c, 'Moreno^Helena', '19700203|F'), `MRG|${b}^^^HOSP^MR`]),
    ];
  };

  it('ends in the same state as the right one', async () => {
    await inEveryOrder(fed, 'P', story, async (who) => {
      const record = await fed.recordOf([`${who}1`, `${who}2`, `${who}3`]);
      expect(record, who).toMatchObject({ people: 1 });
      return record;
    });
  });
});

describe('the error queue', () => {
  it('is corrected in a copy beside the original and replayed, by those who may', async () => {
    await fed.feed([
      says('Q', 'ADT^A04', 1, [pid('Q100')]),
      says('Q', 'ADT^A08', 2, [pid('Q100', 'Okafor^Chidi', '19990101|M')]),
    ]);
    const coordinator = fed.world.person(['coordinator']);
    const list = () =>
      fed.world.callAs<{ messages: { id: string; state: string; application: string; reason: string }[] }>(
        coordinator,
        'GET',
        '/hl7v2/errors',
      );
    const failed = (await list()).body.messages.find((each) => each.application === 'APP-Q');
    expect(failed).toMatchObject({ state: 'failed', reason: expect.stringContaining('somebody else') as string });
    const at = `/hl7v2/messages/${failed?.id}`;
    expect((await fed.world.callAs(fed.world.person(['scan-clerk']), 'GET', at)).status).toBe(403);
    const { body: original } = await fed.world.callAs<{ text: string }>(coordinator, 'GET', at);
    expect(original.text).toContain('Okafor^Chidi');
    const wrong = await fed.world.callAs(coordinator, 'POST', `${at}/replay`, {
      edits: [{ path: 'ZZZ-1', value: 'x' }],
    });
    expect(wrong.status).toBe(400);
    const { body: copy } = await fed.world.callAs<{ id: string }>(coordinator, 'POST', `${at}/replay`, {
      edits: [{ path: 'PID-3.1', value: 'Q200' }],
    });
    await fed.world.stack.drain();
    expect(await fed.recordOf(['Q200'])).toMatchObject({ people: 1, names: ['legal Okafor Chidi'] });
    expect((await list()).body.messages.some((each) => each.id === failed?.id)).toBe(false);
    expect((await fed.world.callAs<{ text: string }>(coordinator, 'GET', at)).body.text).toBe(original.text);
    expect(
      (await fed.world.callAs<{ editedFrom: string }>(coordinator, 'GET', `/hl7v2/messages/${copy.id}`)).body
        .editedFrom,
    ).toBe(failed?.id);
    expect((await fed.world.callAs(coordinator, 'POST', `${at}/replay`, {})).status).toBe(409);
    const entries = await fed.world.sql(
      `SELECT verb, outcome FROM audit.entry WHERE verb = 'hl7v2.replay' ORDER BY at, id`,
    );
    expect(entries).toEqual(['refused', 'done', 'refused'].map((outcome) => ({ verb: 'hl7v2.replay', outcome })));
  });

  it('shows senders with what came and what waits, and lets a person decide', async () => {
    const coordinator = fed.world.person(['coordinator']);
    const { body } = await fed.world.callAs<{
      senders: { id: string; application: string; failed: number; messages: number }[];
    }>(coordinator, 'GET', '/hl7v2/senders');
    const sender = body.senders.find((each) => each.application === 'APP-B');
    expect(sender).toMatchObject({ failed: 1, messages: 2, waiting: 0, state: 'allowed' });
    expect(
      (
        await fed.world.callAs(fed.world.person(['coder']), 'POST', `/hl7v2/senders/${sender?.id}/decision`, {
          state: 'refused',
        })
      ).status,
    ).toBe(403);
    expect(
      (await fed.world.callAs(coordinator, 'POST', `/hl7v2/senders/${sender?.id}/decision`, { state: 'refused' }))
        .status,
    ).toBe(204);
    await new Promise((wake) => setTimeout(wake, 3_200));
    expect(codes(await send(fed.server.port, [says('B', 'ADT^A08', 9, [pid('B100')])]))).toEqual(['AR']);
  });
});
