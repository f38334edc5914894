import { describe, expect, it } from 'vitest';
import { type CaseInBrief, decideEarlier } from './decide-earlier.ts';
import { deriveWrittenKey } from './derive-written-key.ts';

const now: CaseInBrief = {
  receivedOn: '2026-11-20',
  person: 'maria',
  writtenKey: null,
  entry: null,
  name: 'Dana Whitfield',
  organisation: 'Whitfield Law',
  reference: null,
  from: '2026-01-01',
  to: '2026-06-30',
};
const against = (earlier: Partial<CaseInBrief>, mine: Partial<CaseInBrief> = {}) =>
  decideEarlier({ ...now, ...mine }, { ...now, receivedOn: '2026-10-01', ...earlier });

describe('an earlier case', () => {
  it('is of the same patient, requester and days, within 180 days', () => {
    expect(against({})).toMatchObject({
      isEarlier: true,
      reasons: ['same-patient', 'same-requester', 'same-organisation', 'days-overlap'],
    });
    expect(against({ receivedOn: '2026-05-24' }).isEarlier).toBe(true);
    expect(against({ receivedOn: '2026-05-23' }).isEarlier).toBe(false);
  });
  it('is not one of another patient, another requester, or other days', () => {
    expect(against({ person: 'juan' }).isEarlier).toBe(false);
    expect(against({ name: 'Sam Ortiz', organisation: 'Ortiz LLP' }).isEarlier).toBe(false);
    expect(against({ from: '2026-07-01', to: null })).toMatchObject({
      isEarlier: false,
      reasons: expect.arrayContaining(['days-apart']) as unknown,
    });
  });
  it('counts where nobody said which days', () => {
    expect(against({ from: null, to: null })).toMatchObject({ isEarlier: true });
  });
  it('knows the requester by any spelling of the name', () => {
    expect(against({ name: 'DÁNA  WHITFIELD', organisation: null }).isEarlier).toBe(true);
  });
  it('knows the requester by the entry of the directory, whatever the letters call them', () => {
    const earlier = { name: 'D. Whitfield, Esq.', organisation: 'Whitfield & Partners' };
    expect(against({ ...earlier, entry: 'whitfield' }, { entry: 'whitfield' })).toMatchObject({
      isEarlier: true,
      reasons: ['same-patient', 'same-entry', 'days-overlap'],
    });
    expect(against({ ...earlier, entry: 'other' }, { entry: 'whitfield' }).isEarlier).toBe(false);
    expect(against(earlier).isEarlier).toBe(false);
  });
  it('knows the patient as written while nobody is identified', () => {
    const writtenKey = deriveWrittenKey('García, María, born 03/12/1961');
    expect(against({ person: null, writtenKey }, { person: null, writtenKey }).isEarlier).toBe(true);
    expect(against({ person: null }, { person: null }).isEarlier).toBe(false);
  });
  it('lets a paper belong by the requester’s own number, though never to another person', () => {
    const ref = { reference: 'WL-77' };
    expect(against({ ...ref, person: null, receivedOn: '2024-01-01' }, ref).belongs).toBe(true);
    expect(against({ ...ref, person: 'juan' }, ref).belongs).toBe(false);
  });
});

describe('name and birth date as written', () => {
  it('are the same in any order and without marks', () => {
    const key = deriveWrittenKey('GARCIA MARIA DOB 1961-03-12');
    expect(key).toBe('garcia maria 1961-03-12');
    for (const other of [
      'María García, born 3/12/1961, MRN 00123',
      'Patient name: García, María; date of birth 1961-3-12',
      'maria garcia, born March 12, 1961',
      'Garcia Maria, 12 March 1961',
    ])
      expect(deriveWrittenKey(other)).toBe(key);
  });
  it('are nothing without a date', () => {
    expect(deriveWrittenKey('María García')).toBeNull();
    expect(deriveWrittenKey('')).toBeNull();
  });
});
