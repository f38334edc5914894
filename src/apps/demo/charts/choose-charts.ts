import type { Person } from '../fiction/person.ts';
import { randomFrom } from '../fiction/random.ts';
import type { ChartPaper } from './chart-paper.ts';
import { officeVisit } from './clinical-notes.ts';
import { writeChart } from './write-chart.ts';

/** Kinds of which a plain chart can have one less and still make sense. */
const SPARE = new Set([
  'laboratory-report',
  'progress-note',
  'medication-administration',
  'referral',
  'nursing-admission',
]);

/** The charts of everybody, exactly `count` documents: charts with a story whole, plain ones a sheet thinner or thicker. */
export function chooseCharts(people: readonly Person[], count: number): ChartPaper[] {
  const charts = people.flatMap(writeChart);
  const random = randomFrom('choose charts');
  const spare = charts.filter(({ person, typeCode }) => person.story === undefined && SPARE.has(typeCode));
  const left = new Set(random.some(spare, Math.max(0, charts.length - count)));
  const chosen = charts.filter((chart) => !left.has(chart));
  const plain = people.filter((person) => person.story === undefined && person.visits.length > 0);
  for (let at = 0; chosen.length < count; at++) {
    const person = plain[at % plain.length];
    const visit = person?.visits[0];
    if (person === undefined || visit === undefined) throw new Error('Nobody to write about.');
    chosen.push(officeVisit(person, visit, random.of(`more ${at}`)));
  }
  return chosen;
}
