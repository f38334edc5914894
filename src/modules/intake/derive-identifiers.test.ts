import { describe, expect, it } from 'vitest';
import type { EncounterView } from '../encounters/index.ts';
import { deriveTextIdentifiers } from './derive-text-identifiers.ts';
import { proposeEncounters } from './propose-encounter.ts';
import { proposeType } from './propose-type.ts';

const PAGE = `ST. ELSEWHERE HOSPITAL        Form CK-1234 Rev. 05/24
Patient Name: Whitfield, Mary Ann   MRN: 0O731190   Sex: F
DOB: 04/17/1948   Phone: (413) 555-0134
Address: 12 N. Oak Street, Springfield   Visit No: V-20931
Acct #: 88123410
Mother's Name: Whitfield, Helen   Mother's DOB: 01/02/1920
Emergency contact phone: 413-555-9999
Attending: Ruth Ostrowski, MD
CMS-1500 (02-12)`;

describe('What stands behind labels', () => {
  const found = deriveTextIdentifiers(PAGE);
  const of = (kind: string) => found.filter((each) => each.kind === kind).map(({ value }) => value);

  it('is read with what it says it is', () => {
    expect(of('mrn')).toEqual(['0O731190']);
    expect(of('name')).toEqual(['Whitfield, Mary Ann']);
    expect(of('birthDate')).toEqual(['04/17/1948']);
    expect(of('sex')).toEqual(['F']);
    expect(of('address')).toEqual(['12 N. Oak Street, Springfield']);
    expect(of('visit')).toEqual(['V-20931']);
    expect(of('account')).toEqual(['88123410']);
    expect(of('form')).toEqual(['CK-1234', 'CMS-1500']);
    expect(of('author')).toEqual(['Ruth Ostrowski, MD']);
  });

  it('is not the mother’s, the emergency contact’s or the surgery’s', () => {
    expect(of('phone')).toEqual(['(413) 555-0134']);
    expect([...of('name'), ...of('birthDate')].join()).not.toMatch(/Helen|1920/);
  });

  it('stays bounded on a page that repeats itself', () => {
    const begin = performance.now();
    deriveTextIdentifiers('Patient Name: a MRN: '.repeat(20_000));
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('The type', () => {
  it('is told by a form number of the site’s list before any heading', () => {
    const read = [{ kind: 'form' as const, value: 'CK 1234', from: 'label' as const, page: 1 }];
    const types = proposeType([], [], { read, forms: [{ number: 'CK-1234', typeCode: 'consent-to-treat' }] });
    expect(types).toMatchObject([{ code: 'consent-to-treat', evidence: { how: 'form number' } }]);
    expect(proposeType([], [], { read, forms: [] })).toEqual([]);
  });
});

describe('The visit', () => {
  const visit = (id: string, from: string, to: string, more: Partial<EncounterView> = {}): EncounterView => ({
    ...{
      id,
      patientId: 'p',
      facilityId: 'f',
      class: 'AMB',
      typeText: null,
      visitNumber: `V-${id}`,
      formerVisitNumbers: [],
      formerAccountNumbers: [],
      referring: null,
      consulting: [],
      location: null,
      accountNumber: 'A1',
    },
    ...{ startedAt: `${from}T15:00:00Z`, endedAt: `${to}T18:00:00Z`, attending: null, codedAt: null, status: 'ended' },
    ...more,
  });
  const stay = visit('1', '2026-11-10', '2026-11-14');
  const check = visit('2', '2026-11-12', '2026-11-12');
  const ask = (date: string | undefined, encounters: EncounterView[], kind?: 'visit' | 'account', value = '') =>
    proposeEncounters(encounters, {
      ...{ date, timeZone: 'America/New_York' },
      read: kind === undefined ? [] : [{ kind, value, from: 'label', page: 1 }],
    });

  it('is never guessed: two that cover the date are both shown, with reasons, and neither is certain', () => {
    const found = ask('2026-11-12', [stay, check]);
    expect(found.map(({ encounterId, certain }) => [encounterId, certain])).toEqual([
      ['2', false],
      ['1', false],
    ]);
    expect(found[0]?.evidence.how).toBe('begins on that date');
  });

  it('is certain by the visit number, or as the only one of its day', () => {
    expect(ask('2026-11-12', [stay, check], 'visit', 'V-l')).toMatchObject([{ encounterId: '1', certain: true }]);
    expect(ask('2026-11-10', [stay, check])).toMatchObject([{ encounterId: '1', certain: true }]);
    expect(ask('2026-12-24', [stay, check])).toEqual([]);
  });

  it('is not certain where the number is of another day, or an account holds two visits of the date', () => {
    expect(ask('2026-11-20', [stay, check], 'visit', 'V-1')).toMatchObject([{ encounterId: '1', certain: false }]);
    expect(ask('2026-11-12', [stay, check], 'account', 'A1').every(({ certain }) => !certain)).toBe(true);
    expect(ask('2026-11-10', [stay, check], 'account', 'A1')).toMatchObject([{ encounterId: '1', certain: true }]);
  });
});
