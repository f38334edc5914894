import { describe, expect, it } from 'vitest';
import { findType } from '../../../modules/documents/index.ts';
import { chooseCharts } from '../charts/choose-charts.ts';
import { ageOn } from './days.ts';
import { inventPeople } from './people.ts';
import { birthDateOf } from './person.ts';

const TODAY = '2026-11-23';
const people = inventPeople('test', TODAY, 200);
const of = (key: string) => people.find((person) => person.key === key);

describe('the fictional hospital', () => {
  it('has as many people as asked for, each with a number of their own', () => {
    expect(people).toHaveLength(200);
    expect(new Set(people.map(({ mrn }) => mrn)).size).toBe(200);
    expect(new Set(people.flatMap(({ visits }) => visits.map(({ number }) => number))).size).toBe(
      people.flatMap(({ visits }) => visits).length,
    );
  });

  it('is the same hospital every time', () => {
    expect(inventPeople('test', TODAY, 200)).toEqual(people);
    expect(inventPeople('another', TODAY, 200)).not.toEqual(people);
  });

  it('sees nobody before birth, after death or of an age at which that does not happen', () => {
    for (const person of people)
      for (const visit of person.visits) {
        const died = person.facts.death?.on;
        expect(visit.from <= visit.to && visit.to <= TODAY, `${person.key} ${visit.number}`).toBe(true);
        if (died !== undefined) expect(visit.to <= died, person.key).toBe(true);
        if (person.story !== undefined) continue;
        const [youngest, oldest] = visit.condition.ages;
        const age = ageOn(birthDateOf(person), visit.from);
        expect(youngest <= age && age <= oldest, `${person.key} is ${age} for ${visit.condition.code}`).toBe(true);
      }
  });

  it('has twins who share all but the name, and namesakes who share all but some days', () => {
    const [elise, elias] = [of('kobayashi-elise'), of('kobayashi-elias')];
    expect(elise?.facts.birthDate).toBe(elias?.facts.birthDate);
    expect(elise?.facts.contacts).toEqual(elias?.facts.contacts);
    const [one, other] = [of('whitcomb-of-march-14'), of('whitcomb-of-march-4')];
    expect(one?.facts.names[0]?.family).toBe(other?.facts.names[0]?.family);
    expect(one?.facts.birthDate).not.toBe(other?.facts.birthDate);
  });

  it('telephones only numbers that are kept for fiction', () => {
    for (const { facts } of people)
      for (const { kind, value } of facts.contacts) if (kind === 'phone') expect(value).toMatch(/^555-555-01\d\d$/);
  });
});

describe('its charts', () => {
  const charts = chooseCharts(people, 1_000);

  it('are exactly as many documents as asked for', () => {
    expect(charts).toHaveLength(1_000);
    expect(chooseCharts(people, 2_000)).toHaveLength(2_000);
  });

  it('hold only what belongs in a chart', () => {
    const codes = [...new Set(charts.map(({ typeCode }) => typeCode))];
    expect(codes.filter((code) => findType(code)?.notPartOfRecord !== undefined)).toEqual([]);
    expect(codes.filter((code) => findType(code) === undefined)).toEqual([]);
    expect(codes.length).toBeGreaterThan(20);
  });

  it('name the patient, the birth date and the number on every document', () => {
    for (const { paper, person } of charts) {
      const banner = new Map(paper.banner);
      expect(banner.get('MRN')).toBe(person.mrn);
      expect(banner.get('DOB')).toContain(birthDateOf(person).slice(0, 4));
    }
  });
});
