import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePictures,
  chooseScopeOnly,
  identifyAndVerify,
  openCase,
  queuesOf,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { mergePatients, raiseFlag, registerPatient, replacePatient } from '../../patients/index.ts';
import type { Actor } from '../../../platform/act.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Shown {
  state: string;
  identityInQuestion: boolean;
  pages: number;
  pagesDone: number;
  open: number;
  findings: {
    id: string;
    documentId: string;
    sameDocumentId: string | null;
    page: number | null;
    kind: string;
    what: string;
    weight: string;
    box: { y: number } | null;
    about: { name: string | null } | null;
    settlement: { decision: string; reason: string } | null;
    gone: boolean;
    open: boolean;
    ruleId: string | null;
    detail: Record<string, unknown>;
  }[];
}

async function shown(id: string, actor: Actor = desk.specialist): Promise<Shown> {
  const { status, body } = await world.callAs<Shown>(actor, 'GET', `/release/requests/${id}/preflight`);
  expect(status).toBe(200);
  return body;
}
const settle = (id: string, findingIds: readonly string[], decision: string, actor: Actor = desk.specialist) =>
  world.callAs<{ code?: string; settled?: number; open?: number }>(
    actor,
    'POST',
    `/release/requests/${id}/preflight/settlements`,
    { findingIds, decision, reason: 'Looked at the page.' },
  );
const approve = (id: string, scopeId: string, actor: Actor = desk.approver) =>
  world.callAs<{ code?: string }>(actor, 'POST', `/release/requests/${id}/approval`, { scopeId });

const SYSTEM = 'urn:oid:1.2.3.4.5';
async function person(family: string, given: string, birthDate: string, mrn: string): Promise<string> {
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        birthDate,
        sex: 'female',
        names: [{ use: 'legal', family, given: [given] }],
        identifiers: [{ system: SYSTEM, value: mrn, kind: 'mrn' }],
        contacts: [],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  return id;
}
const page = (family: string, given: string, birth: string, mrn: string, more = '') =>
  `Patient Name: ${family}, ${given}\nMRN: ${mrn}\nDate of Birth: ${birth}\n${more}`;

/** A case whose scope is chosen and whose pages are gone over. */
async function scoped(patient: string, scope: Record<string, unknown> = {}) {
  const id = await receive(world, desk);
  await identifyAndVerify(world, desk, id, patient);
  await recordAuthority(world, desk, id);
  const { scopeId } = await chooseScopeOnly(world, desk, id, scope);
  await world.stack.drain();
  return { id, scopeId };
}

describe('before pages leave', () => {
  it('clears a release whose every page is of the patient, and lets it be approved', async () => {
    const patient = await person('Adler', 'Nora', '1970-05-06', '500100');
    await arrangePaper(world, patient, [page('Adler', 'Nora', '05/06/1970', '500100'), 'Adler, Nora  page two']);
    const { id, scopeId } = await scoped(patient);
    expect(await shown(id)).toMatchObject({ state: 'clear', open: 0, pages: 2, pagesDone: 2 });
    expect((await approve(id, scopeId)).status).toBe(200);
  });

  it('finds the page of another patient by number and by twin, and refuses the approval until it stays behind', async () => {
    const patient = await person('Bauer', 'Anna', '2015-02-03', '500200');
    const twin = await person('Bauer', 'Hanna', '2015-02-03', '500201');
    const paper = await arrangePaper(world, patient, [
      page('Bauer', 'Anna', '02/03/2015', '500200'),
      page('Bauer', 'Hanna', '02/03/2015', '500201'),
      'Patient Name: Bauer, Hanna\nDate of Birth: 02/03/2015',
    ]);
    const { id, scopeId } = await scoped(patient);
    const found = await shown(id);
    expect(found).toMatchObject({ state: 'open', open: 2 });
    expect(found.findings).toMatchObject([
      { kind: 'another-person', page: 2, weight: 'asks', about: { name: 'Bauer, Hanna' } },
      { kind: 'another-person', page: 3, weight: 'asks', about: { name: 'Bauer, Hanna' } },
    ]);
    expect(found.findings[0]?.box).not.toBeNull();
    expect(JSON.stringify(found)).not.toContain(twin);
    const refused = await approve(id, scopeId);
    expect(refused.body.code).toBe('release/preflight-open');
    expect((await openCase(world, desk.approver, id)).againstApproval).toMatchObject([
      { ruleId: 'release/preflight-open' },
    ]);
    const out = await settle(
      id,
      found.findings.map((each) => each.id),
      'take-out-page',
    );
    expect(out.body).toEqual({ settled: 2, open: 0 });
    const redactions = await world.callAs<{ redactions: unknown[] }>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/redactions`,
    );
    expect(redactions.body.redactions).toMatchObject([
      { documentId: paper.documentId, kind: 'pages', reason: 'another-person', places: [{ page: 2 }, { page: 3 }] },
    ]);
    expect(await shown(id)).toMatchObject({ state: 'clear' });
    expect((await approve(id, scopeId)).status).toBe(200);
  });

  it('knows the number of a registration that was merged, and the former name', async () => {
    const patient = await person('Costa', 'Lena', '1981-07-08', '500300');
    const other = await person('Meyer', 'Lena', '1981-07-08', '500301');
    await world.system((act) =>
      mergePatients(act, { retiredId: other, survivorId: patient, reason: 'The same person.' }),
    );
    await arrangePaper(world, patient, [page('Meyer', 'Lena', '07/08/1981', '500301')]);
    const { id } = await scoped(patient);
    expect(await shown(id)).toMatchObject({ state: 'clear', findings: [] });
  });

  it('names the other patient only to whom that chart may be shown', async () => {
    const patient = await person('Dorn', 'Ida', '1990-01-02', '500400');
    const famous = await person('Star', 'Vera', '1960-03-04', '500401');
    await world.system((act) => raiseFlag(act, { patientId: famous, kind: 'vip', reason: 'Public office.' }));
    await arrangePaper(world, patient, [page('Star', 'Vera', '03/04/1960', '500401')]);
    const { id } = await scoped(patient);
    expect((await shown(id)).findings).toMatchObject([{ kind: 'another-person', about: { name: null } }]);
  });

  it('asks about unlabelled sensitive content, days outside, missing pages and what is unsigned, in groups to be kept', async () => {
    const patient = await person('Ebert', 'Mia', '1975-09-10', '500500');
    const own = (more: string) => page('Ebert', 'Mia', '09/10/1975', '500500', more);
    await arrangePaper(world, patient, [own('HIV-1 antibody negative\nPage 1 of 3'), own('Page 3 of 3')], {
      unsigned: true,
    });
    await arrangePaper(world, patient, [own('Date of Service: 02/03/2019')]);
    const { id, scopeId } = await scoped(patient, { withUnsigned: true });
    const found = await shown(id);
    expect(found.findings.map(({ kind, weight, ruleId }) => [kind, weight, ruleId])).toEqual([
      ['outside-dates', 'asks', 'release/outside-dates'],
      ['sensitive', 'asks', 'release/sensitive-class-not-named'],
      ['unsigned', 'asks', 'release/unsigned'],
      ['missing-page', 'asks', null],
    ]);
    expect(found.findings[3]?.detail).toEqual({ of: 3, missing: [2] });
    const unsigned = found.findings.find(({ kind }) => kind === 'unsigned');
    expect((await settle(id, [unsigned?.id ?? ''], 'take-out-page')).body.code).toBe('release/finding-of-document');
    expect((await settle(id, [unsigned?.id ?? ''], 'correct')).body.code).toBe('release/finding-not-of-another');
    expect(
      (
        await settle(
          id,
          found.findings.map((each) => each.id),
          'keep',
        )
      ).body,
    ).toEqual({ settled: 4, open: 0 });
    expect((await approve(id, scopeId)).status).toBe(200);
  });

  it('asks about a document that leaves twice, and is done when one of them stays behind', async () => {
    const patient = await person('Falk', 'Eva', '1968-11-12', '500600');
    const text = page(
      'Falk',
      'Eva',
      '11/12/1968',
      '500600',
      Array.from({ length: 30 }, (_, at) => `word${at}`).join(' '),
    );
    await arrangePaper(world, patient, [text]);
    await arrangePaper(world, patient, [text]);
    const { id } = await scoped(patient);
    const found = await shown(id);
    expect(found.findings).toMatchObject([{ kind: 'duplicate', what: 'document', weight: 'asks' }]);
    expect((await settle(id, [found.findings[0]?.id ?? ''], 'take-out-document')).body.open).toBe(0);
    const { scope } = await openCase(world, desk.specialist, id);
    expect(scope?.documents.map(({ settlement }) => settlement?.decision ?? null).toSorted()).toEqual([
      null,
      'withhold',
    ]);
  });

  it('shows two scans of one paper on which no word was read, and says nothing of two drawings', async () => {
    const patient = await person('Fink', 'Ada', '1968-11-12', '500650');
    const hand = (x: number) =>
      `<path d="M${x} 300 q 10 -60 30 0 t 40 -20 t 50 10 t 60 30" stroke="#113" stroke-width="5" fill="none"/>`;
    const drawing = (marks: string) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="850" height="1100"><rect width="850" height="1100" fill="#fff"/><ellipse cx="425" cy="600" rx="200" ry="380" fill="none" stroke="#222" stroke-width="5"/>${marks}</svg>`,
        ),
      );
    const first = await drawing(hand(120)).webp().toBuffer();
    const again = await sharp(first).resize({ width: 700 }).rotate(0.7, { background: '#fff' }).webp().toBuffer();
    const other = await drawing(hand(120) + hand(560))
      .webp()
      .toBuffer();
    const one = await arrangePictures(world, patient, [first, other]);
    const two = await arrangePictures(world, patient, [again]);
    const { id, scopeId } = await scoped(patient);
    const twice = (await shown(id)).findings.filter(({ kind }) => kind === 'duplicate');
    expect(twice).toMatchObject([{ what: 'look', weight: 'asks', page: 1, open: true }]);
    expect([twice[0]?.documentId, twice[0]?.sameDocumentId].toSorted()).toEqual([one, two].toSorted());
    expect((await approve(id, scopeId)).body.code).toBe('release/preflight-open');
    expect(
      (
        await settle(
          id,
          twice.map((each) => each.id),
          'take-out-page',
        )
      ).status,
    ).toBe(200);
    // No digest of a page is kept when it is done; how it looks is kept elsewhere (look/kept-looks.test.ts).
    expect(await world.sql('SELECT 1 FROM release.preflight_page WHERE patient_id = $1', [patient])).toEqual([]);
  });

  it('goes over the pages anew when the scope is chosen anew or the patient changes, and keeps what was settled', async () => {
    const patient = await person('Gross', 'Ute', '1955-02-02', '500700');
    await arrangePaper(world, patient, ['Nobody is named here.']);
    const { id, scopeId } = await scoped(patient);
    const first = await shown(id);
    expect(first.findings).toMatchObject([{ kind: 'no-identity', what: 'document' }]);
    await settle(id, [first.findings[0]?.id ?? ''], 'keep');
    expect(await shown(id)).toMatchObject({ state: 'clear' });

    const again = await chooseScopeOnly(world, desk, id, { to: '2026-11-27' });
    expect((await approve(id, scopeId)).body.code).toBe('release/scope-outdated');
    expect((await approve(id, again.scopeId)).body.code).toBe('release/preflight-open');
    expect(await shown(id)).toMatchObject({ state: 'stale', findings: [] });
    expect((await settle(id, [first.findings[0]?.id ?? ''], 'keep')).body.code).toBe('release/preflight-stale');
    await world.stack.drain();
    expect(await shown(id)).toMatchObject({ state: 'clear', findings: [{ settlement: { decision: 'keep' } }] });

    const other = await person('Gross', 'Uta', '1955-02-02', '500701');
    await world.system((act) => mergePatients(act, { retiredId: other, survivorId: patient, reason: 'One person.' }));
    expect(await shown(id)).toMatchObject({ state: 'stale' });
    expect((await approve(id, again.scopeId)).body.code).toBe('release/preflight-open');
    await world.stack.drain();
    expect((await approve(id, again.scopeId)).status).toBe(200);
  });

  it('blocks while the identity of the patient is in question', async () => {
    const patient = await person('Hahn', 'Lea', '1988-08-08', '500800');
    await arrangePaper(world, patient, [page('Hahn', 'Lea', '08/08/1988', '500800')]);
    const { id, scopeId } = await scoped(patient);
    await world.system((act) =>
      raiseFlag(act, { patientId: patient, kind: 'identity-in-question', reason: 'Two people may share it.' }),
    );
    expect(await shown(id)).toMatchObject({ identityInQuestion: true });
    const refused = await approve(id, scopeId);
    expect(refused.body).toMatchObject({ code: 'release/preflight-open' });
    expect(JSON.stringify(refused.body)).toMatch(/identity of the patient is in question/i);
  });

  it('blocks while an undone merge left a document that may be the other person’s', async () => {
    const patient = await person('Holm', 'Eva', '1978-04-04', '500850');
    const other = await person('Holm', 'Ewa', '1978-04-04', '500851');
    const merged = await world.system((act) =>
      mergePatients(act, { retiredId: other, survivorId: patient, reason: 'One person.' }),
    );
    const { documentId } = await arrangePaper(world, patient, [page('Holm', 'Eva', '04/04/1978', '500850')]);
    const { id, scopeId } = await scoped(patient);
    const keeper = world.person(['coordinator']);
    const undo = `/identity/merges/${merged.mergeId}`;
    expect((await world.callAs(keeper, 'POST', `${undo}/undo`, { reason: 'Two sisters.' })).status).toBe(204);
    await world.stack.drain();
    expect(await shown(id)).toMatchObject({ identityInQuestion: true });
    expect((await approve(id, scopeId)).body.code).toBe('release/preflight-open');
    const said = await world.callAs(keeper, 'POST', `${undo}/facts/${documentId}`, { decision: 'stays' });
    expect(said.status).toBe(204);
    expect(await shown(id)).toMatchObject({ identityInQuestion: false });
  });

  it('takes a page of somebody else out of the patient’s own copy, which refuses the patient nothing', async () => {
    const patient = await person('Kunz', 'Eva', '1981-02-06', '500910');
    await person('Lang', 'Ida', '1950-12-01', '500911');
    await arrangePaper(world, patient, [page('Lang', 'Ida', '12/01/1950', '500911')]);
    await arrangePaper(world, patient, [page('Kunz', 'Eva', '02/06/1981', '500910')], { unsigned: true });
    const id = await receive(world, desk, {
      requester: { class: 'individual', name: 'Eva Kunz' },
      purpose: 'at-request-of-individual',
    });
    await identifyAndVerify(world, desk, id, patient);
    await recordAuthority(world, desk, id, { basis: 'to-individual', recipient: 'individual', form: undefined });
    await chooseScopeOnly(world, desk, id, { withUnsigned: true });
    await world.stack.drain();
    const { findings } = await shown(id);
    const of = (kind: string) => findings.filter((finding) => finding.kind === kind).map((finding) => finding.id);
    expect((await settle(id, of('another-person'), 'take-out-document')).status).toBe(200);
    // The patient's own unsigned note is another matter: that would be a denial, on a ground of the law.
    expect((await settle(id, of('unsigned'), 'take-out-document')).body.code).toBe('release/ground-missing');
  });

  it('sends a page of somebody else to be corrected, and ends the item when the chart is', async () => {
    const patient = await person('Imhof', 'Pia', '1979-01-05', '500900');
    await person('Jost', 'Rita', '1949-10-11', '500901');
    const { documentId } = await arrangePaper(world, patient, [page('Jost', 'Rita', '10/11/1949', '500901')]);
    await arrangePaper(world, patient, [page('Imhof', 'Pia', '01/05/1979', '500900')]);
    const { id } = await scoped(patient);
    const [finding] = (await shown(id)).findings;
    expect((await settle(id, [finding?.id ?? ''], 'correct')).body).toEqual({ settled: 1, open: 0 });
    expect(await queuesOf(world, id)).toContain('release.misfiled');
    const struck = await world.callAs(
      desk.officer,
      'POST',
      `/patients/${patient}/documents/${documentId}/entered-in-error`,
      { cause: 'wrong-patient', reason: 'Belongs to somebody else.' },
    );
    expect(struck.status).toBeLessThan(300);
    await world.stack.drain();
    expect(await queuesOf(world, id)).not.toContain('release.misfiled');
    // Nothing was released, so nothing was disclosed that an incident could be about.
    expect(await world.sql(`SELECT 1 FROM release.disclosure WHERE request_id = $1`, [id])).toEqual([]);
  });

  it('keeps preparing and approving apart: who settled does not approve, who only prepares cannot, who only reads settles nothing', async () => {
    const patient = await person('Kern', 'Olga', '1966-06-06', '501000');
    await arrangePaper(world, patient, ['Nobody is named here.']);
    const { id, scopeId } = await scoped(patient);
    const [finding] = (await shown(id)).findings;
    const both = world.person(['release-specialist', 'release-approver']);
    expect((await settle(id, [finding?.id ?? ''], 'keep', both)).status).toBe(200);
    expect((await approve(id, scopeId, both)).body.code).toBe('release/second-person');
    expect((await approve(id, scopeId, desk.specialist)).status).toBe(403);
    const coder = world.person(['coder']);
    expect((await settle(id, [finding?.id ?? ''], 'keep', coder)).status).toBe(403);
    expect((await world.callAs(coder, 'GET', `/release/requests/${id}/preflight`)).status).toBe(403);
    expect((await approve(id, scopeId)).status).toBe(200);
    expect((await settle(id, [finding?.id ?? ''], 'keep')).body.code).toBe('release/too-late');
    const anew = await world.callAs<{ code?: string }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/preflight`,
      {},
    );
    expect(anew.body.code).toBe('release/too-late');
  });

  it('refuses findings of another request and unknown words', async () => {
    const patient = await person('Lang', 'Tea', '1969-09-09', '501100');
    await arrangePaper(world, patient, ['Nobody is named here.']);
    const one = await scoped(patient);
    const two = await scoped(patient);
    const [finding] = (await shown(two.id)).findings;
    expect((await settle(one.id, [finding?.id ?? ''], 'keep')).body.code).toBe('release/finding-unknown');
    expect((await settle(one.id, [finding?.id ?? ''], 'burn')).status).toBe(400);
    expect((await settle(one.id, [], 'keep')).status).toBe(400);
  });

  it('does a finished job over without a trace, and says in the log what was done, never what stands there', async () => {
    const patient = await person('Mohr', 'Zoe', '1971-04-04', '501200');
    await person('Nagel', 'Ruth', '1951-05-05', '501201');
    await arrangePaper(world, patient, [page('Nagel', 'Ruth', '05/05/1951', '501201')]);
    const { id } = await scoped(patient);
    const [{ id: preflightId } = { id: '' }] = await world.sql<{ id: string }>(
      `SELECT id FROM release.preflight WHERE request_id = $1`,
      [id],
    );
    await world.system(async (act) => {
      act.enqueue('release.run-preflight', { patientId: patient, preflightId });
      await Promise.resolve();
    });
    await world.stack.drain();
    expect((await shown(id)).findings).toHaveLength(1);
    expect(await world.sql(`SELECT 1 FROM release.preflight_page WHERE preflight_id = $1`, [preflightId])).toEqual([]);
    const entries = await world.sql<{ verb: string; detail: unknown }>(
      `SELECT verb, detail FROM audit.entry WHERE verb LIKE 'release.%preflight' AND $1 = ANY (subject_ids) ORDER BY at`,
      [preflightId],
    );
    expect(entries.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['release.note-preflight', 'release.finish-preflight']),
    );
    expect(JSON.stringify(entries)).not.toMatch(/nagel|ruth|501201|1951/i);
  });

  it('goes on behind what was committed when the job died', async () => {
    const patient = await person('Orth', 'Ina', '1972-03-03', '501300');
    await arrangePaper(world, patient, ['Nobody is named here.']);
    const { id } = await scoped(patient);
    // As it stands when the machine stopped behind the last batch: all documents done, the end not written.
    await world.sql(`UPDATE release.preflight SET finished_at = NULL WHERE request_id = $1`, [id]);
    expect(await shown(id)).toMatchObject({ state: 'running', pagesDone: 1 });
    const [{ id: preflightId } = { id: '' }] = await world.sql<{ id: string }>(
      `SELECT id FROM release.preflight WHERE request_id = $1`,
      [id],
    );
    await world.system(async (act) => {
      act.enqueue('release.run-preflight', { patientId: patient, preflightId });
      await Promise.resolve();
    });
    await world.stack.drain();
    expect(await shown(id)).toMatchObject({ state: 'open', pagesDone: 1 });
    expect((await shown(id)).findings).toHaveLength(1);
  });

  it('follows a corrected birth date of the patient', async () => {
    const patient = await person('Paul', 'Ada', '1973-03-03', '501400');
    await arrangePaper(world, patient, ['Patient Name: Paul, Ada\nDate of Birth: 08/19/1937']);
    const { id } = await scoped(patient);
    expect((await shown(id)).findings).toMatchObject([{ kind: 'birth-date-differs', weight: 'asks' }]);
    await world.system((act) =>
      replacePatient(
        act,
        patient,
        {
          birthDate: '1937-08-19',
          sex: 'female',
          names: [{ use: 'legal', family: 'Paul', given: ['Ada'] }],
          identifiers: [{ system: SYSTEM, value: '501400', kind: 'mrn' }],
          contacts: [],
        },
        { origin: 'desk' },
      ),
    );
    await world.stack.drain();
    expect(await shown(id)).toMatchObject({ state: 'clear', findings: [] });
  });
});
