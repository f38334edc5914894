import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Report {
  staffNames: boolean;
  accesses: { kind: string; did: string; who: string; times: number }[];
  disclosures: { to: string; what: string }[];
}

describe('the report that tells a patient who looked', () => {
  it('says who looked at what and to whom it went, and is itself in the log', async () => {
    const patient = await arrangePerson(world, 'Blick', 'Berta');
    const other = await arrangePerson(world, 'Fremd', 'Franz');
    const { documentId } = await arrangePaper(world, patient, ['Note']);
    const doctor = world.person(['clinician']);
    await world.callAs(doctor, 'GET', `/patients/${patient}/documents/${documentId}`);
    await world.callAs(doctor, 'GET', `/patients/${other}/documents`);
    await step(world, {
      actor: desk.specialist,
      path: `/patients/${patient}/disclosures`,
      body: {
        ...{ basis: 'public-health-authority', recipient: { name: 'Health Department', address: [] } },
        ...{ description: 'Case report', purpose: 'Reporting', disclosedAt: '2026-11-20T10:00:00Z', channel: 'mail' },
      },
    });
    const read = () => world.callAs<Report>(desk.officer, 'GET', `/patients/${patient}/accesses`);
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.accesses).toContainEqual(expect.objectContaining({ kind: 'documents', did: 'looked', who: 'person' }));
    expect(body.disclosures).toEqual([
      expect.objectContaining({ to: 'Health Department', what: 'Case report' }) as unknown,
    ]);
    // Whoever made the report looked at the record, too.
    const again = await read();
    expect(again.body.accesses.some(({ kind }) => kind === 'oversight')).toBe(true);
    expect((await world.callAs(desk.specialist, 'GET', `/patients/${patient}/accesses`)).status).toBe(403);
    const early = await world.callAs<Report>(
      desk.officer,
      'GET',
      `/patients/${patient}/accesses?from=2026-01-01&to=2026-01-31`,
    );
    expect(early.body).toMatchObject({ accesses: [], disclosures: [] });
    const wrong = await world.callAs<{ code: string }>(
      desk.officer,
      'GET',
      `/patients/${patient}/accesses?from=2026-02-01&to=2026-01-31`,
    );
    expect(wrong.body.code).toBe('privacy/period-in-order');
  });

  it('is a letter in the language of the patient, without names of staff where the facility says so', async () => {
    const patient = await arrangePerson(world, 'Brief', 'Bruno');
    await world.callAs(desk.officer, 'PUT', `/release/facilities/${FACILITY}/rights-setting`, {
      ...{ statementChars: 5_000, accountingCents: 0, staffNames: false },
    });
    const { status, body } = await world.callAs<{ letterId: string; letterNumber: string }>(
      desk.officer,
      'POST',
      `/patients/${patient}/accesses/letter`,
      { language: 'es' },
    );
    expect(status).toBe(200);
    const [letter] = await world.sql('SELECT template, language FROM correspondence.letter WHERE id = $1', [
      body.letterId,
    ]);
    expect(letter).toEqual({ template: 'access-report', language: 'es' });
    const report = await world.callAs<Report>(desk.officer, 'GET', `/patients/${patient}/accesses`);
    expect(report.body.staffNames).toBe(false);
    const own = world.person(['privacy-officer'], { ownPatientIds: [patient] });
    expect((await world.callAs(own, 'GET', `/patients/${patient}/accesses`)).status).toBe(403);
  });
});
