import type { Person, Visit } from '../fiction/person.ts';
import { dayPlus } from '../fiction/days.ts';
import { type Random, randomFrom } from '../fiction/random.ts';
import type { ChartPaper } from './chart-paper.ts';
import {
  consultation,
  dischargeSummary,
  emergencyNote,
  historyAndPhysical,
  laboratoryReport,
  officeVisit,
  operativeReport,
  progressNote,
  studyReport,
} from './clinical-notes.ts';
import {
  consentToOperation,
  consentToTreat,
  dischargeInstructions,
  faceSheet,
  medicationRecord,
  nursingAdmission,
  referral,
} from './forms.ts';

/** Every document that the visits of a person left behind, oldest first. */
export function writeChart(person: Person): ChartPaper[] {
  return person.visits.flatMap((visit) => {
    const random = randomFrom(`chart ${person.key} ${visit.number}`);
    switch (visit.condition.setting) {
      case 'inpatient':
        return stay(person, visit, random);
      case 'emergency':
        return emergency(person, visit, random);
      case 'clinic':
        return appointment(person, visit, random);
    }
  });
}

function stay(person: Person, visit: Visit, random: Random): ChartPaper[] {
  const { condition } = visit;
  const nights = Math.round((Date.parse(visit.to) - Date.parse(visit.from)) / 86_400_000);
  return [
    faceSheet(person, visit),
    consentToTreat(person, visit),
    historyAndPhysical(person, visit, random),
    nursingAdmission(person, visit, random),
    ...(condition.operation === undefined
      ? []
      : [consentToOperation(person, visit), operativeReport(person, visit, random)]),
    ...condition.panels.map((panel) => laboratoryReport(person, visit, panel, random)),
    ...(condition.study === undefined ? [] : [studyReport(person, visit)]),
    ...Array.from({ length: Math.min(nights, 3) }, (_, day) => progressNote(person, visit, random, day + 1)),
    ...(nights > 3 ? [consultation(person, visit, random)] : []),
    medicationRecord(person, visit, random),
    ...condition.panels
      .slice(0, 1)
      .map((panel) => laboratoryReport(person, visit, panel, random, dayPlus(visit.from, 1))),
    // One chart in nine waits for its summary to be signed.
    dischargeSummary(person, visit, random, random.chance(0.11)),
    dischargeInstructions(person, visit),
  ];
}

function emergency(person: Person, visit: Visit, random: Random): ChartPaper[] {
  const { condition } = visit;
  return [
    emergencyNote(person, visit, random),
    ...condition.panels.map((panel) => laboratoryReport(person, visit, panel, random)),
    ...(condition.study === undefined ? [] : [studyReport(person, visit)]),
    dischargeInstructions(person, visit),
  ];
}

function appointment(person: Person, visit: Visit, random: Random): ChartPaper[] {
  const { condition } = visit;
  return [
    officeVisit(person, visit, random, NOTE_OF[condition.code]),
    ...condition.panels.map((panel) => laboratoryReport(person, visit, panel, random)),
    ...(condition.study === undefined ? [] : [studyReport(person, visit)]),
    ...(random.chance(0.25) ? [referral(person, visit)] : []),
  ];
}

/** Clinics whose notes are of a kind of their own. */
const NOTE_OF: Readonly<Record<string, string>> = {
  'Z00.129': 'well-child-visit',
  'F33.1': 'psychiatry-note',
  'F11.20': 'substance-use-note',
  B20: 'hiv-care-note',
};
