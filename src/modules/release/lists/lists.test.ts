import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ReleaseDesk, releaseDesk } from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { workbook } from '../../../platform/reading/workbook.fixture.ts';

vi.setConfig({ testTimeout: 180_000 });
let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

const HEADINGS = ['Member Name', 'DOB', 'Member ID', 'Claim Number', 'DOS From', 'DOS To', 'Records Requested'];
const COLUMNS = {
  name: 'Member Name',
  birthDate: 'DOB',
  otherNumber: 'Member ID',
  reference: 'Claim Number',
  from: 'DOS From',
  to: 'DOS To',
  askedFor: 'Records Requested',
};
const SETTINGS = {
  receivedAt: '2026-11-20T15:00:00Z',
  receivedVia: 'email',
  requester: { class: 'insurer', name: 'Audit team', organisation: 'Acme Health Plan' },
  purpose: 'payment',
  dateOrder: 'mdy',
  columns: COLUMNS,
};
const csv = (rows: readonly (readonly string[])[], headings = HEADINGS) =>
  Buffer.from([headings, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'));
const row = (name: string, more: Record<number, string> = {}) =>
  [name, '03/12/1961', 'M-1', `CL-${name}`, '01/01/2026', '06/30/2026', 'Office notes'].map(
    (cell, at) => more[at] ?? cell,
  );

interface Outcome {
  number: number;
  outcome: string;
  reasons: string[];
  requestId: string | null;
  requestNumber: string | null;
}
interface List {
  counts: Record<string, number>;
  outcomes: Outcome[];
  guess: Record<string, string>;
  columns: { heading: string; samples: string[] }[];
  known: { requester: string; settings: typeof SETTINGS }[];
  finishedAt: string | null;
}
const upload = (bytes: Buffer | Uint8Array, name = 'list.csv', actor = desk.specialist) =>
  world.callAs<{ id: string; rows: number; code?: string; detail?: string }>(
    actor,
    'POST',
    `/release/lists?name=${name}`,
    Buffer.from(bytes),
    { 'content-type': 'application/octet-stream' },
  );
const taken = async (bytes: Buffer | Uint8Array, name?: string) => {
  const { status, body } = await upload(bytes, name);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
};
const act = <T = List & { code?: string }>(id: string, verb: 'dry-run' | 'run', settings: unknown = SETTINGS) =>
  world.callAs<T>(desk.specialist, 'POST', `/release/lists/${id}/${verb}`, settings);
const opened = async (id: string) => (await world.callAs<List>(desk.specialist, 'GET', `/release/lists/${id}`)).body;
const run = async (id: string, settings?: unknown) => {
  const { status, body } = await act(id, 'run', settings);
  if (status !== 202) throw new Error(JSON.stringify(body));
  await expect
    .poll(
      async () => {
        await world.stack.drain();
        return (await opened(id)).finishedAt;
      },
      { timeout: 150_000 },
    )
    .not.toBeNull();
  return opened(id);
};
const cases = async () =>
  Number((await world.sql(`SELECT count(*) AS n FROM release.request WHERE origin = 'list'`))[0]?.['n']);

describe('a list of requests', () => {
  it('as a workbook: its columns are guessed, tried without opening anything, then each good row is a case', async () => {
    const id = await taken(
      workbook([
        HEADINGS,
        [
          'García, María',
          new Date('1961-03-12'),
          'M-77',
          'CL-1',
          new Date('2026-01-01'),
          new Date('2026-06-30'),
          'Notes & labs',
        ],
        ['Petrov, Olga', '2/3/1970', 4_711_000_123, 'CL-2', '', '', ''],
        ['', '', '', '', '', '', ''],
        ['Byron, Ada', '', '', 'CL-3', '', '', ''],
      ]),
      'acme.xlsx',
    );
    const list = await opened(id);
    expect(list.guess).toEqual(COLUMNS);
    expect(list.columns[1]).toEqual({ heading: 'DOB', samples: ['1961-03-12', '2/3/1970'] });
    const dry = await act(id, 'dry-run');
    expect(dry.body.counts).toMatchObject({ rows: 3, created: 2, refused: 1 });
    expect(dry.body.outcomes[0]).toMatchObject({ number: 3, outcome: 'refused', reasons: ['nothing-to-identify-by'] });
    expect(await cases()).toBe(0);
    const done = await run(id);
    expect(done.counts).toEqual({ rows: 3, created: 2, known: 0, refused: 1, waiting: 0 });
    const first = done.outcomes.find((each) => each.number === 1);
    const { body } = await world.callAs(desk.specialist, 'GET', `/release/requests/${first?.requestId ?? ''}`);
    expect(body).toMatchObject({
      status: 'received',
      kind: 'payment-operations',
      receivedAt: '2026-11-20T15:00:00.000Z',
      requester: { class: 'insurer', organisation: 'Acme Health Plan', reference: 'CL-1' },
      patientAsWritten: 'García, María, born 1961-03-12, number M-77',
      ...{ askedFrom: '2026-01-01', askedTo: '2026-06-30', askedFor: 'Notes & labs' },
      patient: null,
    });
  });

  it('run or sent again opens nothing twice, and tries what was refused anew', async () => {
    const before = await cases();
    const bytes = csv([row('Quist, Ann'), row('Quist, Ann'), row('Olsen, Per', { 1: 'unknown' })]);
    const id = await taken(bytes);
    expect((await run(id)).counts).toMatchObject({ created: 1, known: 1, refused: 1 });
    expect((await run(id)).counts).toMatchObject({ created: 1, known: 1, refused: 1 });
    const again = await run(await taken(bytes));
    expect(again.counts).toMatchObject({ created: 0, known: 2, refused: 1 });
    expect(await cases()).toBe(before + 1);
    const noBirthDate = { ...SETTINGS, columns: { ...COLUMNS, birthDate: undefined } };
    expect((await run(id, noBirthDate)).counts).toMatchObject({ created: 2, refused: 0 });
  });

  it('goes on behind a row that the database does not take', async () => {
    await world.sql(`CREATE FUNCTION public.poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.patient_as_written LIKE 'Poison%' THEN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$`);
    await world.sql(
      'CREATE TRIGGER poison BEFORE INSERT ON release.request FOR EACH ROW EXECUTE FUNCTION public.poison()',
    );
    const many = Array.from({ length: 118 }, (_, n) => row(`Row${n}, Test`));
    const list = await run(await taken(csv([row('First, One'), row('Poison, Ivy'), ...many])));
    await world.sql('DROP TRIGGER poison ON release.request');
    expect(list.counts).toMatchObject({ rows: 120, created: 119, refused: 1 });
    expect(list.outcomes[0]).toMatchObject({ number: 2, reasons: ['row-fault'] });
  });

  it('says of each row what is wrong with it', async () => {
    const id = await taken(
      csv([
        row('', {}),
        row('Lund, Eva', { 1: '31/12/1999' }),
        row('Lund, Eva', { 1: '01/01/2030' }),
        row('Lund, Eva', { 4: 'soon' }),
        row('Lund, Eva', { 4: '07/01/2026' }),
        row('L'.repeat(1_200)),
      ]),
    );
    const { body } = await act(id, 'dry-run');
    expect(body.outcomes.map(({ reasons }) => reasons)).toEqual([
      ['name-missing'],
      ['birth-date-unclear'],
      ['birth-date-in-future'],
      ['from-unclear'],
      ['days-reversed'],
      ['too-long'],
    ]);
  });

  it('is shown to whoever works requests, whoever uploaded it', async () => {
    const { body } = await world.call<{ id: string }>('POST', '/release/lists?name=o.csv', csv([row('A, B')]), {
      'content-type': 'application/octet-stream',
    });
    expect((await opened(body.id)).counts).toMatchObject({ rows: 1, waiting: 1 });
  });

  it('keeps the columns for the next list of the same requester', async () => {
    const { known } = await opened(await taken(csv([row('Next, Time')])));
    expect(known).toMatchObject([{ requester: 'Acme Health Plan', settings: { requester: { class: 'insurer' } } }]);
  });

  it('is exported without a formula in any cell', async () => {
    const id = await taken(csv([row('=HYPERLINK(evil)', { 3: '@SUM(A1)' }), row('-2+3', { 3: '+1' })]));
    const { body, headers } = await world.callAs<Buffer>(desk.specialist, 'GET', `/release/lists/${id}/outcomes.csv`);
    expect(headers['content-type']).toContain('text/csv');
    const text = body.toString('utf8');
    expect(text).toContain(`'=HYPERLINK(evil)`);
    expect(text).not.toMatch(/(^|,|\n)"?[=@+]/m);
  });

  it('is refused where it is no list, names no column twice, or says too little', async () => {
    const code = async (bytes: Buffer | Uint8Array) => {
      const { status, body } = await upload(bytes);
      return [status, body.code, body.detail];
    };
    expect(await code(Buffer.alloc(0))).toEqual([400, 'release/list-unreadable', expect.any(String)]);
    expect(await code(Buffer.from([1, 2, 3, 0, 5]))).toEqual([
      ...[400, 'release/list-unreadable', expect.stringContaining('neither a workbook nor a text table')],
    ]);
    expect((await code(csv([row('A, B')], ['A', 'A', 'B', 'C', 'D', 'E', 'F'])))[2]).toContain('each once');
    expect((await code(csv([])))[2]).toContain('no rows');
    const many = Buffer.from(`Name,DOB\r\n${'Lund,1970-01-01\r\n'.repeat(5_001)}`);
    expect((await code(many))[2]).toContain('more than 5,000 rows');
    const id = await taken(csv([row('A, B')]));
    const bare = await act(id, 'dry-run', { ...SETTINGS, columns: { name: 'Member Name' } });
    expect([bare.status, bare.body.code]).toEqual([400, 'release/list-columns']);
    const strange = await act(id, 'run', { ...SETTINGS, columns: { ...COLUMNS, mrn: 'No such' } });
    expect(strange.body.code).toBe('release/list-columns');
    const future = await act(id, 'run', { ...SETTINGS, receivedAt: '2027-01-01T00:00:00Z' });
    expect(future.body.code).toBe('release/received-in-future');
  });

  it('is nothing for who does not work requests; each row taken in stands in the log', async () => {
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'GET', '/release/lists')).status).toBe(403);
    expect((await upload(csv([row('A, B')]), 'x.csv', clerk)).status).toBe(403);
    const lists = await world.callAs<{ lists: { fileName: string; requester: string | null }[] }>(
      desk.specialist,
      'GET',
      '/release/lists',
    );
    expect(lists.body.lists).toContainEqual(
      expect.objectContaining({ fileName: 'acme.xlsx', requester: 'Acme Health Plan' }),
    );
    const [entry] = await world.sql(
      `SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'release.receive-from-list'`,
    );
    expect(entry?.['n']).toBeGreaterThan(120);
  });
});
