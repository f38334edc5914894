import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START, openWorld, type World } from '../../../test/world/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const fromPatient = {
  receivedVia: 'mail',
  requester: { class: 'individual', name: 'Maria García' },
  purpose: 'at-request-of-individual',
  wants: 'copy',
};
interface Detail {
  status: string;
  next: string;
  dueAt: string | null;
  deadlines: { dueOn: string; ruleId: string }[];
  version: number;
}

describe('a request for records', () => {
  it('starts its clock with the receipt stamp, however late it is logged', async () => {
    const specialist = world.person(['release-specialist']);
    const { status, body } = await world.callAs<{ id: string; number: string; dueOn: string }>(
      specialist,
      'POST',
      '/release/requests',
      { ...fromPatient, receivedAt: '2026-11-16T15:00:00Z' },
    );
    expect([status, body.dueOn]).toEqual([201, '2026-12-16']);
    expect(body.number).toMatch(/^R-2026-\d{6}$/);
    const detail = await world.callAs<Detail>(specialist, 'GET', `/release/requests/${body.id}`);
    expect(detail.status).toBe(200);
    expect(detail.body).toMatchObject({ status: 'received', next: 'identify-patient' });
    expect(detail.body.deadlines).toMatchObject([{ dueOn: '2026-12-16', ruleId: 'us/hipaa/access-response-time' }]);
    const list = await world.callAs<{ requests: { id: string; next: string }[] }>(
      specialist,
      'GET',
      '/release/requests',
    );
    expect(list.body.requests).toContainEqual(expect.objectContaining({ id: body.id, next: 'identify-patient' }));
    const queue = await world.callAs<{ items: { subjectId: string; dueAt: string }[] }>(
      specialist,
      'GET',
      '/worklist/queues/release.to-work',
    );
    expect(queue.body.items).toContainEqual(expect.objectContaining({ subjectId: body.id }));
    expect(queue.body.items.find((item) => item.subjectId === body.id)?.dueAt).toBe(detail.body.dueAt);
  });

  it('has no federal clock when an attorney asks', async () => {
    const { body } = await world.call<{ dueOn: string | null }>('POST', '/release/requests', {
      ...fromPatient,
      requester: { class: 'attorney', name: 'A. Lawyer', organisation: 'Lawyer & Lawyer' },
      purpose: 'legal-claim',
      receivedAt: START.toISOString(),
    });
    expect(body.dueOn).toBeNull();
  });

  it('is refused with a stamp of tomorrow', async () => {
    const { status, body } = await world.call<{ code: string }>('POST', '/release/requests', {
      ...fromPatient,
      receivedAt: '2026-11-24T09:00:00Z',
    });
    expect([status, body.code]).toEqual([400, 'release/received-in-future']);
  });

  it('tells somebody whose work does not need it nothing', async () => {
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'GET', '/release/requests')).status).toBe(403);
  });

  it('is found by the beginning of the requester’s name and of its number', async () => {
    const found = await world.call<{ requests: { requesterName: string; number: string }[] }>(
      'GET',
      '/release/requests?text=a.%20law',
    );
    expect(found.body.requests.map((each) => each.requesterName)).toEqual(['A. Lawyer']);
    const number = found.body.requests[0]?.number ?? '';
    const again = await world.call<{ requests: unknown[] }>('GET', `/release/requests?text=${number.toLowerCase()}`);
    expect(again.body.requests).toHaveLength(1);
  });

  it('that intake brought is described later, and then dated from its arrival', async () => {
    await world.system(async (act) =>
      act.emit('intake.attached-to-release', {
        itemId: '01900000-0000-7000-8000-00000000aaaa',
        pages: [1, 2],
        facilityId: '01900000-0000-7000-8000-000000000002',
        receivedAt: '2026-11-20T10:00:00Z',
        source: 'fax',
      }),
    );
    const undescribed = async () => {
      await world.stack.drain();
      const { body } = await world.call<{ requests: { id: string; requesterName: string | null }[] }>(
        'GET',
        '/release/requests',
      );
      return body.requests.filter((each) => each.requesterName === null);
    };
    await expect.poll(async () => (await undescribed()).length, { timeout: 20_000 }).toBe(1);
    const id = (await undescribed())[0]?.id ?? '';
    const { body: opened } = await world.call<Detail>('GET', `/release/requests/${id}`);
    expect(opened).toMatchObject({
      ...{ status: 'received', receivedVia: 'fax', intakePages: [{ pages: [1, 2] }] },
      // Nobody has read it: it counts as the patient's own request.
      deadlines: [{ dueOn: '2026-12-20', ruleId: 'us/hipaa/access-response-time' }],
    });
    const { receivedVia: _via, ...description } = fromPatient;
    const described = await world.call<{ version: number; dueOn: string }>(
      'PUT',
      `/release/requests/${id}/description`,
      { ...description, version: opened.version },
    );
    expect(described.body).toEqual({ version: 2, dueOn: '2026-12-20' });
    const stale = await world.call<{ code: string }>('PUT', `/release/requests/${id}/description`, {
      ...description,
      version: 1,
    });
    expect([stale.status, stale.body.code]).toEqual([409, 'release/changed-meanwhile']);
  });

  it('that nobody has read yet counts as the patient’s own until what it is takes its clock over', async () => {
    const arrive = async (itemId: string) => {
      await world.system(async (act) =>
        act.emit('intake.attached-to-release', {
          ...{ itemId, pages: [1], facilityId: '01900000-0000-7000-8000-000000000002', source: 'mail' },
          receivedAt: '2026-11-20T10:00:00Z',
        }),
      );
      await world.stack.drain();
      const [row] = await world.sql<{ request_id: string }>(
        'SELECT request_id FROM release.intake_pages WHERE item_id = $1',
        [itemId],
      );
      return row?.request_id ?? '';
    };
    const opened = async (id: string) => (await world.call<Detail>('GET', `/release/requests/${id}`)).body;
    const describe = async (id: string, more: object) => {
      const { receivedVia: _via, ...own } = fromPatient;
      const { version } = await opened(id);
      return world.call<{ dueOn: string | null }>('PUT', `/release/requests/${id}/description`, {
        ...{ ...own, ...more, version },
      });
    };
    const running = async (id: string) =>
      (await world.call<{ clocks: { dueOn: string }[] }>('GET', `/release/requests/${id}/kind`)).body.clocks;

    const care = await arrive('01900000-0000-7000-8000-00000000aab1');
    expect(await opened(care)).toMatchObject({ dueAt: expect.stringContaining('2026-12-2') as unknown });
    const back = await world.call<{ dueOn: string }>('POST', `/release/requests/${care}/receipt`, {
      receivedAt: '2026-11-18T12:00:00Z',
      reason: 'It lay in the mail room.',
    });
    expect(back.body.dueOn).toBe('2026-12-18');
    const provider = { requester: { class: 'provider', name: 'Dr. Ray' }, purpose: 'treatment' };
    expect((await describe(care, provider)).body.dueOn).toBeNull();
    expect(await running(care)).toEqual([]);

    const letter = await arrive('01900000-0000-7000-8000-00000000aab2');
    const attorney = { requester: { class: 'attorney', name: 'A. Lawyer' }, purpose: 'legal-claim' };
    await describe(letter, attorney);
    expect(await running(letter)).toMatchObject([{ dueOn: '2026-12-20' }]);
    await world.call('PUT', `/release/requests/${letter}/kind`, { signedBy: 'nobody' });
    expect(await running(letter)).toEqual([]);
  });
});
