import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/act.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { recordEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';
import { meaningOf } from './derive-code-facts.ts';
import { deriveLabelNumber } from './derive-label-number.ts';
import type { LabelPattern } from './label-pattern.ts';
import { labelPatternsInForce } from './label-patterns.ts';

let world: World;
let coordinator: Actor;
let clerk: Actor;

beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
  clerk = world.person(['index-clerk']);
  await world.system(async (act) => {
    const { id } = await registerPatient(act, {
      facts: {
        ...{ birthDate: '1948-04-17', sex: 'female', contacts: [] },
        names: [{ use: 'legal', family: 'Whitfield', given: ['Mary'] }],
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00731190', kind: 'mrn' }],
      },
      ...{ facilityId: FACILITY, origin: 'desk' },
    });
    await recordEncounter(act, {
      ...{ patientId: id, facilityId: FACILITY, origin: 'desk' },
      facts: { class: 'IMP', visitNumber: 'V2026-118', startedAt: act.now },
    });
  });
});
afterAll(() => world.close());

const inForce = () => world.system((act) => labelPatternsInForce(act, FACILITY));
const code = (text: string, format = 'Code128') => ({ format, text });

const bracelet = {
  ...{ name: 'Bracelet of the old system', means: 'patient', typeCode: null, format: null },
  ...{ before: ['BAND'], separator: 'none', form: 'digits', shortest: 7, longest: 7, after: '' },
  ...{ check: 'none', checkDropped: false },
} as const;
const shape = (more: Partial<LabelPattern> = {}): LabelPattern => Object.assign({ id: 'x' }, bracelet, more);
const post = <T = { code: string; detail: string }>(path: string, body: object, who = coordinator) =>
  world.callAs<T>(who, 'POST', path, body);
const set = (body: object, who = coordinator) => post<{ id: string }>('/intake/label-patterns', body, who);
const trial = async (text: string, more: object = {}) =>
  (
    await post<{ meaning: object; fits: { name: string }[]; found: { name: string; mrn: string | null }[] }>(
      '/intake/label-patterns/try',
      { text, format: 'Code128', ...more },
    )
  ).body;

describe('The patterns that come with the product', () => {
  it('read labels as they were read before they were rows', async () => {
    const patterns = await inForce();
    const before = [
      ['visit', /^(?:VISIT|VN|CSN|ENC)[:#\s-]\s*([A-Z]{0,4}\d[A-Z\d-]{2,30})$/i],
      ['account', /^(?:ACCOUNT|ACCT|AN|HAR|FIN)[:#\s-]\s*([A-Z]{0,4}\d[A-Z\d-]{2,30})$/i],
      ['patient', /^(?:MRN[:\s-]?)?([A-Z]{0,3}\d{5,12})$/i],
    ] as const;
    const texts = fc.oneof(
      ...before.map(([, pattern]) => fc.stringMatching(new RegExp(pattern.source))),
      fc.constantFrom('00731190', 'MRN:731190', 'VISIT: V2026-118', 'ACCT-4410022', 'MRN12345', 'VN 20931'),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const [kind, pattern] = before.find(([, each]) => each.test(text.trim())) ?? [];
        fc.pre(kind !== undefined && !/^CK\d/i.test(text));
        const number = pattern?.exec(text.trim())?.[1] ?? '';
        expect(meaningOf(code(text), patterns)).toEqual(
          kind === 'patient' ? { kind, mrn: number, from: 'label' } : { kind, number, from: 'label' },
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('leave what is no label not understood', async () => {
    const patterns = await inForce();
    for (const text of ['https://example.org/x', '5901234123457X', '12', 'VISIT', 'MRN', '1234', 'Zażółć', 'ACCT:A'])
      expect(meaningOf(code(text), patterns)).toEqual({ kind: 'unknown', reason: 'not-understood' });
  });
});

describe('A label', () => {
  it('is read by its fixed text, the form and the length of its number', () => {
    expect(deriveLabelNumber(shape(), code('band0731190'))).toMatchObject({ number: '0731190', holds: true });
    for (const text of ['BAND073119', 'BAND07311900', 'BAND073119A', 'XBAND0731190', 'BAND-0731190', '0731190'])
      expect(deriveLabelNumber(shape(), code(text)), text).toBeUndefined();
    const framed = shape({ before: ['*', '**'], after: '*', separator: 'optional' });
    expect(deriveLabelNumber(framed, code('**0731190*'))?.number).toBe('0731190');
    expect(deriveLabelNumber(shape({ format: 'QRCode' }), code('BAND0731190'))).toBeUndefined();
  });

  it('whose check character is wrong is damaged, never a number', () => {
    const rules = {
      // ISO/IEC 7812-1; GS1 General Specifications; weights 2 to 7; ISO/IEC 7064.
      luhn: ['79927398713', '79927398710'],
      gs1: ['4006381333931', '4006381333932'],
      'mod-11': ['036532', '036531'],
      'mod-37-2': ['G1234176543218', 'G1234176543217'],
    } as const;
    for (const [check, [right]] of Object.entries(rules)) {
      const pattern = shape({ check: check as LabelPattern['check'], form: 'mixed', shortest: 5, longest: 20 });
      const last = right.slice(-1);
      const holds = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'].filter(
        (each) => deriveLabelNumber(pattern, code(`BAND${right.slice(0, -1)}${each}`))?.holds === true,
      );
      expect(holds.length, check).toBe(1);
      if (check === 'luhn' || check === 'gs1') expect(holds, check).toEqual([last]);
    }
    const luhn = shape({ check: 'luhn', shortest: 11, longest: 11, checkDropped: true });
    expect(meaningOf(code('BAND79927398710'), [luhn])).toEqual({ kind: 'damaged' });
    expect(meaningOf(code('BAND79927398713'), [luhn])).toMatchObject({ kind: 'patient', mrn: '7992739871' });
  });

  it('that two patterns tell equally and differently means nothing; the one that tells more is followed', () => {
    const visit = shape({ id: 'v', means: 'visit' });
    expect(meaningOf(code('BAND0731190'), [shape(), visit])).toEqual({ kind: 'unknown', reason: 'ambiguous' });
    expect(meaningOf(code('BAND0731190'), [shape(), { ...visit, format: 'Code128' }])).toMatchObject({ kind: 'visit' });
    expect(meaningOf(code('BAND0731190'), [shape({ before: [], form: 'letters-digits' }), visit])).toMatchObject({
      kind: 'visit',
    });
  });

  it('may mean a type of document, or nothing', () => {
    const consent = shape({ means: 'type', typeCode: 'consent-surgery', before: ['FRM-77'], shortest: 0, longest: 9 });
    expect(meaningOf(code('FRM-77'), [consent])).toEqual({ kind: 'type', typeCode: 'consent-surgery', from: 'label' });
    const link = shape({ means: 'ignore', before: ['https://'], form: 'anything', shortest: 0, longest: 80 });
    expect(meaningOf(code('https://example.org/x', 'QRCode'), [link])).toEqual({ kind: 'ignored', from: 'label' });
  });

  it('takes no longer however it and a hundred patterns are written', () => {
    const patterns = Array.from({ length: 100 }, (_each, at) =>
      shape({ id: String(at), before: ['A', 'AA', 'AAA'], form: 'mixed', shortest: 1, longest: 80 }),
    );
    const begin = performance.now();
    for (let at = 0; at < 100; at++) meaningOf(code('A'.repeat(200)), patterns);
    meaningOf(code(`${' '.repeat(100_000)}A`), patterns);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});

describe('The label patterns of a site', () => {
  let id = '';

  it('are added, and codes are read by them from then on', async () => {
    expect((await trial('BAND0731190')).meaning).toEqual({ kind: 'unknown', reason: 'not-understood' });
    const tried = await trial('BAND0731190', { draft: { ...bracelet, shortest: 8, longest: 8 } });
    expect(tried.meaning).toMatchObject({ kind: 'unknown' });
    const right = await trial('BAND00731190', { draft: { ...bracelet, shortest: 8, longest: 8 } });
    expect(right).toMatchObject({
      meaning: { kind: 'patient', mrn: '00731190' },
      fits: [{ name: bracelet.name }],
      found: [{ name: expect.stringContaining('Whitfield') as string, mrn: '00731190' }],
    });
    const answer = await set({ ...bracelet, shortest: 8, longest: 8, reason: 'Bracelets until 2025' });
    expect(answer.status).toBe(201);
    id = answer.body.id;
    expect(meaningOf(code('BAND00731190'), await inForce())).toMatchObject({ kind: 'patient', mrn: '00731190' });
    expect((await trial('VISIT: V2026-118')).found).toHaveLength(1);
  });

  it('are changed and retired; what was stays with who, when and why', async () => {
    const changed = await set({ ...bracelet, id, shortest: 6, longest: 9, reason: 'Shorter ones turned up' });
    expect(changed.body.id).toBe(id);
    world.clock.advance(1_000);
    const gone = await post(`/intake/label-patterns/${id}/retire`, { reason: 'No old bracelets any more' });
    expect(gone.status).toBe(204);
    expect(meaningOf(code('BAND00731190'), await inForce())).toMatchObject({ kind: 'unknown' });
    const { body } = await world.callAs<{
      inForce: { id: string }[];
      history: { id: string; active: boolean; longest: number; reason: string; setBy: string }[];
    }>(clerk, 'GET', '/intake/label-patterns');
    expect(body.inForce.map((each) => each.id)).not.toContain(id);
    expect(body.history.filter((each) => each.id === id).map(({ active, longest }) => [active, longest])).toEqual([
      [false, 9],
      [true, 9],
      [true, 8],
    ]);
    expect(body.history.find((each) => each.id === id)).toMatchObject({
      reason: 'No old bracelets any more',
      setBy: coordinator.id,
    });
    const again = await post(`/intake/label-patterns/${id}/retire`, { reason: 'once more' });
    expect([again.status, again.body.code]).toEqual([404, 'intake/label-pattern-unknown']);
  });

  it('that come with the product are retired at one facility for that facility', async () => {
    const bare = (await inForce()).find(({ name }) => name === 'Record number alone');
    await post(`/intake/label-patterns/${bare?.id}/retire`, { reason: 'Our forms carry other numbers' });
    expect(meaningOf(code('00731190'), await inForce())).toMatchObject({ kind: 'unknown' });
    const elsewhere = await world.system((act) => labelPatternsInForce(act, '01900000-0000-7000-8000-00000000ffff'));
    expect(meaningOf(code('00731190'), elsewhere)).toMatchObject({ kind: 'patient' });
  });

  it('that cannot work are refused with the reason, and nothing changes', async () => {
    const before = (await inForce()).length;
    const wrong: [object, string][] = [
      [{ name: ' ' }, 'name'],
      [{ shortest: 9, longest: 8 }, 'shortest'],
      [{ before: [], shortest: 2, longest: 9 }, 'shortest'],
      [{ before: [], form: 'anything', means: 'ignore' }, 'before'],
      [{ form: 'anything' }, 'form'],
      [{ before: [''] }, 'before'],
      [{ before: ['x'.repeat(31)] }, 'before'],
      [{ longest: 81 }, 'longest'],
      [{ means: 'type' }, 'typeCode'],
      [{ means: 'type', typeCode: 'no-such-paper' }, 'typeCode'],
      [{ typeCode: 'consent-surgery' }, 'typeCode'],
    ];
    for (const [more, at] of wrong) {
      const { status, body } = await set({ ...bracelet, ...more, reason: 'a test' });
      expect([status, (body as { at?: string }).at], JSON.stringify(more)).toEqual([400, at]);
    }
    expect((await set({ ...bracelet, reason: 'x' })).status).toBe(400);
    expect(await inForce()).toHaveLength(before);
  });

  it('are set by whoever sets rules of intake, and the log says so', async () => {
    expect((await set({ ...bracelet, reason: 'a test' }, clerk)).status).toBe(403);
    expect((await post(`/intake/label-patterns/${id}/retire`, { reason: 'a test' }, clerk)).status).toBe(403);
    expect((await post('/intake/label-patterns/try', { text: 'x', format: 'ITF' }, clerk)).status).toBe(403);
    const said = await world.sql<{ verb: string; outcome: string }>(
      "SELECT verb, outcome FROM audit.entry WHERE verb = 'intake.set-label-pattern' OR verb = 'intake.try-label-pattern'",
    );
    expect(said.map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual(
      expect.arrayContaining(['intake.set-label-pattern done', 'intake.set-label-pattern denied']),
    );
  });
});
