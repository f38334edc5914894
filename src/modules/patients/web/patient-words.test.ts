import { describe, expect, it } from 'vitest';
import { type Patient } from './PersonPart.tsx';
import { factsOf, missingPatientWords, NO_PATIENT, wordsOf } from './patient-words.ts';

const ana: Patient = {
  ...{
    id: 'p',
    displayName: 'Rivera, Ana',
    facilityId: 'f',
    labels: [],
    version: 3,
    survivorId: 'p',
    memberIds: ['p'],
    flags: [],
  },
  sex: 'female',
  birthDate: '1961-03-01',
  birthDatePrecision: 'month',
  language: 'es',
  names: [
    { use: 'legal', family: 'Rivera', given: ['Ana', 'Lucía'] },
    { use: 'maiden', family: 'Soto', given: ['Ana'] },
  ],
  identifiers: [{ system: 'urn:x', value: '1', kind: 'mrn' }],
  contacts: [
    { kind: 'phone', value: '555-0101', use: 'mobile' },
    { kind: 'email', value: 'ana@example.org' },
  ],
};

describe('Correcting a patient', () => {
  it('changes nothing when nothing was changed', () => {
    const { sex, birthDate, birthDatePrecision, language, names, identifiers } = ana;
    expect(factsOf(wordsOf(ana), ana)).toEqual({
      ...{ sex, birthDate, birthDatePrecision, language, names, identifiers },
      contacts: ana.contacts,
    });
  });

  it('keeps the maiden name, the numbers and the mail address that the form does not show', () => {
    const facts = factsOf({ ...wordsOf(ana), family: 'Rivera-Cole', phone: '555-0199' }, ana);
    expect(facts.names).toEqual([{ use: 'legal', family: 'Rivera-Cole', given: ['Ana', 'Lucía'] }, ana.names[1]]);
    expect(facts.contacts).toContainEqual({ kind: 'phone', value: '555-0199', use: 'mobile' });
    expect(facts.contacts).toContainEqual({ kind: 'email', value: 'ana@example.org' });
    expect(facts.identifiers).toEqual(ana.identifiers);
  });

  it('a birth date typed anew is exact', () => {
    expect(factsOf({ ...wordsOf(ana), birthDate: '1961-03-05' }, ana).birthDatePrecision).toBe('day');
  });
});

describe('Registering a patient', () => {
  it('needs a name and a sex, and sends only what was typed', () => {
    expect(missingPatientWords(NO_PATIENT, (key) => key).map(({ field }) => field)).toEqual([
      'patient-family',
      'patient-sex',
    ]);
    expect(factsOf({ ...NO_PATIENT, family: 'Doe', sex: 'unknown' })).toEqual({
      ...{ sex: 'unknown', names: [{ use: 'legal', given: [], family: 'Doe' }], identifiers: [], contacts: [] },
    });
  });
});
