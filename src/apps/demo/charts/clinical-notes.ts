import { findType } from '../../../modules/documents/index.ts';
import type { Random } from '../fiction/random.ts';
import { MEDICATIONS, PANELS, type Condition } from '../fiction/conditions.ts';
import { ageOn, dayPlus, printDay } from '../fiction/days.ts';
import { RADIOLOGIST, signed } from '../fiction/hospital.ts';
import { birthDateOf, type Person, type Visit } from '../fiction/person.ts';
import { type Block, fields, heading, items, paragraph } from '../pages/block.ts';
import { type ChartPaper, formPaper, notePaper } from './chart-paper.ts';

/** `lisinopril 10 mg tablet|1 tablet daily` is printed as one line of a list. */
const medicationLines = (condition: Condition): string[] =>
  condition.medications.map((key) => MEDICATIONS[key].replace('|', ', '));

const DIAGNOSIS = (condition: Condition) => `${sentence(condition.name)} (${condition.code})`;

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function who(person: Person, day: string): string {
  const age = ageOn(birthDateOf(person), day);
  const noun =
    age < 13 ? (person.facts.sex === 'female' ? 'girl' : 'boy') : person.facts.sex === 'female' ? 'woman' : 'man';
  return `${age}-year-old ${noun}`;
}

function vitals(random: Random, person: Person, day: string): Block {
  const age = ageOn(birthDateOf(person), day);
  const child = age < 14;
  const kilograms = child ? 8 + age * 3 + random.whole(-2, 4) : random.whole(52, 108);
  const pressure = child
    ? `${84 + age * 2 + random.whole(0, 8)}/${random.whole(50, 66)}`
    : `${random.whole(108, 162)}/${random.whole(62, 96)}`;
  return fields(3, [
    ['Blood pressure', `${pressure} mmHg`],
    ['Pulse', `${random.whole(58, 112) + (child ? 14 : 0)} per minute`],
    ['Temperature', `${random.between(97.4, 101.4).toFixed(1)} F`],
    ['Respirations', `${random.whole(12, 24)} per minute`],
    ['Oxygen saturation', `${random.whole(90, 100)} %`],
    ['Weight', `${kilograms} kg`],
  ]);
}

const ALLERGIES = ['No known drug allergies', 'Penicillin (rash)', 'Sulfonamides (hives)', 'Latex (itching)'];

export function historyAndPhysical(person: Person, visit: Visit, random: Random): ChartPaper {
  const { condition } = visit;
  return notePaper(person, visit, {
    typeCode: 'history-and-physical',
    title: 'HISTORY AND PHYSICAL',
    day: visit.from,
    hour: random.whole(8, 20),
    blocks: [
      heading('Chief complaint'),
      paragraph(`${condition.complaint}.`),
      heading('History of present illness'),
      paragraph(`The patient is a ${who(person, visit.from)}. ${condition.history.join(' ')}`),
      heading('Allergies'),
      paragraph(random.pick(ALLERGIES)),
      heading('Medications before admission'),
      items(medicationLines(condition)),
      heading('Social history'),
      paragraph('Lives in town. Does not use tobacco. Alcohol on occasion. Feels safe at home.'),
      heading('Review of systems'),
      paragraph('Ten systems were reviewed and are negative but for what is written above.'),
      heading('Physical examination'),
      vitals(random, person, visit.from),
      paragraph(condition.exam.join(' ')),
      heading('Assessment and plan'),
      paragraph(`${DIAGNOSIS(condition)}. ${condition.plan.join(' ')}`),
    ],
  });
}

export function progressNote(person: Person, visit: Visit, random: Random, day: number): ChartPaper {
  const { condition } = visit;
  return notePaper(person, visit, {
    typeCode: 'progress-note',
    title: 'PROGRESS NOTE',
    day: dayPlus(visit.from, day),
    hour: random.whole(7, 11),
    blocks: [
      heading(`Hospital day ${day + 1}`),
      heading('Subjective'),
      paragraph(
        random.pick(['Slept well, feels better.', 'Tired but more comfortable.', 'No complaint this morning.']),
      ),
      heading('Objective'),
      vitals(random, person, visit.from),
      paragraph(random.pick(condition.exam)),
      heading('Assessment and plan'),
      paragraph(`${DIAGNOSIS(condition)}, hospital day ${day + 1}. ${random.pick(condition.course)}`),
      items(['Continue the present orders.', 'Mobilize with nursing three times a day.', random.pick(condition.plan)]),
    ],
  });
}

export function consultation(person: Person, visit: Visit, random: Random): ChartPaper {
  const { condition } = visit;
  return notePaper(person, visit, {
    typeCode: 'consultation',
    title: 'CONSULTATION',
    day: dayPlus(visit.from, 1),
    hour: random.whole(10, 16),
    by: random.pick(['Rupert Fitzwater, MD', 'Casimir Jablonski, MD', 'Magnus Saarinen, MD']),
    blocks: [
      fields(2, [
        ['Requested by', signed(visit.clinician)],
        ['Reason', condition.complaint],
      ]),
      heading('Findings'),
      paragraph(`Seen at the bedside. ${condition.history.join(' ')}`),
      paragraph(condition.exam.join(' ')),
      heading('Impression and recommendations'),
      paragraph(`${DIAGNOSIS(condition)}.`),
      items([...condition.plan, 'We will follow along. Thank you for asking us to see this patient.']),
    ],
  });
}

export function dischargeSummary(person: Person, visit: Visit, random: Random, unsigned = false): ChartPaper {
  const { condition } = visit;
  return notePaper(person, visit, {
    typeCode: 'discharge-summary',
    title: 'DISCHARGE SUMMARY',
    day: visit.to,
    hour: random.whole(11, 17),
    unsigned,
    blocks: [
      fields(2, [
        ['Admitted', printDay(visit.from)],
        ['Discharged', printDay(visit.to)],
        ['Service', sentence(condition.service)],
        ['Disposition', random.pick(['Home', 'Home with services', 'Rehabilitation facility'])],
      ]),
      heading('Principal diagnosis'),
      paragraph(DIAGNOSIS(condition)),
      ...(condition.operation === undefined
        ? []
        : [heading('Procedures'), paragraph(`${condition.operation.name}, ${printDay(visit.from)}`)]),
      heading('Hospital course'),
      paragraph(
        `This ${who(person, visit.from)} was admitted for ${lower(condition.complaint)}. ${condition.history.join(' ')}`,
      ),
      paragraph(condition.course.join(' ')),
      heading('Condition at discharge'),
      paragraph('Stable. Alert and oriented. Walking as described above.'),
      heading('Discharge medications'),
      items(medicationLines(condition)),
      heading('Follow-up'),
      paragraph(condition.plan.join(' ')),
    ],
  });
}

export function emergencyNote(person: Person, visit: Visit, random: Random): ChartPaper {
  const { condition } = visit;
  return notePaper(person, visit, {
    typeCode: 'ed-note',
    title: 'EMERGENCY DEPARTMENT NOTE',
    day: visit.from,
    hour: random.whole(1, 22),
    by: random.pick(['Delphine Babineaux, MD', 'Isidro Escamilla, MD']),
    blocks: [
      fields(2, [
        ['Arrived by', random.pick(['Own car', 'Ambulance', 'On foot'])],
        ['Triage level', String(random.whole(2, 4))],
      ]),
      heading('Chief complaint'),
      paragraph(`${condition.complaint}.`),
      heading('History'),
      paragraph(`${sentence(who(person, visit.from))}. ${condition.history.join(' ')}`),
      heading('Examination'),
      vitals(random, person, visit.from),
      paragraph(condition.exam.join(' ')),
      heading('Medical decision making'),
      paragraph(condition.course.length === 0 ? condition.plan.join(' ') : condition.course.join(' ')),
      heading('Disposition'),
      paragraph(
        `${DIAGNOSIS(condition)}. ${condition.setting === 'inpatient' ? 'Admitted.' : condition.plan.join(' ')}`,
      ),
    ],
  });
}

export function officeVisit(person: Person, visit: Visit, random: Random, typeCode = 'office-visit'): ChartPaper {
  const { condition } = visit;
  return notePaper(person, visit, {
    typeCode,
    title: TITLES[typeCode] ?? 'OFFICE VISIT NOTE',
    day: visit.from,
    hour: random.whole(8, 16),
    blocks: [
      heading('Reason for visit'),
      paragraph(`${condition.complaint}.`),
      heading('Interval history'),
      paragraph(`${sentence(who(person, visit.from))}. ${condition.history.join(' ')}`),
      heading('Medications'),
      items(condition.medications.length === 0 ? ['None'] : medicationLines(condition)),
      heading('Examination'),
      vitals(random, person, visit.from),
      paragraph(condition.exam.join(' ')),
      heading('Assessment and plan'),
      paragraph(`${DIAGNOSIS(condition)}.`),
      items(condition.plan),
    ],
  });
}

const TITLES: Readonly<Record<string, string>> = {
  'office-visit': 'OFFICE VISIT NOTE',
  'well-child-visit': 'WELL-CHILD VISIT',
  'psychiatry-note': 'PSYCHIATRY PROGRESS NOTE',
  'substance-use-note': 'SUBSTANCE USE TREATMENT NOTE',
  'hiv-care-note': 'HIV CARE NOTE',
  'adolescent-confidential-visit': 'CONFIDENTIAL ADOLESCENT VISIT',
};

export function operativeReport(person: Person, visit: Visit, random: Random): ChartPaper {
  const operation = visit.condition.operation ?? { name: 'Procedure', findings: '' };
  return notePaper(person, visit, {
    typeCode: 'operative-report',
    title: 'OPERATIVE REPORT',
    day: visit.from,
    hour: random.whole(12, 18),
    blocks: [
      fields(2, [
        ['Surgeon', signed(visit.clinician)],
        ['Anesthesia', random.pick(['General', 'Spinal'])],
        ['Preoperative diagnosis', visit.condition.code],
        ['Postoperative diagnosis', 'Same'],
      ]),
      heading('Operation'),
      paragraph(operation.name),
      heading('Findings'),
      paragraph(operation.findings),
      heading('Description of operation'),
      paragraph(
        'After a time-out that confirmed the patient, the side and the operation, the patient was positioned, prepared and draped. Antibiotic was given within the hour before the incision. The operation was carried out in the usual manner. Counts were correct twice.',
      ),
      paragraph(`Estimated blood loss ${random.whole(20, 300)} mL. No complication. To recovery in good condition.`),
    ],
  });
}

export function studyReport(person: Person, visit: Visit): ChartPaper {
  const study = visit.condition.study ?? { type: 'imaging-report', name: 'Study', findings: '', impression: '' };
  return notePaper(person, visit, {
    typeCode: study.type,
    title: (findType(study.type)?.name ?? 'Imaging report').toUpperCase(),
    day: visit.from,
    hour: 13,
    by: RADIOLOGIST,
    role: 'interpreter',
    blocks: [
      fields(1, [['Examination', study.name]]),
      fields(2, [
        ['Ordered by', signed(visit.clinician)],
        ['Accession', `RA-${visit.number.slice(1)}`],
      ]),
      heading('Clinical information'),
      paragraph(visit.condition.complaint),
      heading('Comparison'),
      paragraph('None.'),
      heading('Findings'),
      paragraph(study.findings),
      heading('Impression'),
      paragraph(study.impression),
    ],
  });
}

export function laboratoryReport(
  person: Person,
  visit: Visit,
  panel: keyof typeof PANELS,
  random: Random,
  day = visit.from,
): ChartPaper {
  const rows = PANELS[panel].map(({ name, units, low, high, places }) => {
    const span = high - low;
    const value = random.chance(0.3) ? random.between(high, high + span * 0.6) : random.between(low, high);
    return [
      name,
      value.toFixed(places),
      value > high ? 'H' : '',
      units,
      `${low.toFixed(places)}-${high.toFixed(places)}`,
    ];
  });
  return formPaper(person, visit, {
    typeCode: panel === 'HIV-1 viral load' ? 'hiv-report' : 'laboratory-report',
    title: 'LABORATORY REPORT',
    day,
    blocks: [
      fields(2, [
        ['Collected', `${printDay(day)} 06:${random.whole(10, 55)}`],
        ['Reported', `${printDay(day)} 08:${random.whole(10, 55)}`],
        ['Ordered by', signed(visit.clinician)],
        ['Accession', `L-${visit.number.slice(1)}-${random.whole(100, 999)}`],
      ]),
      heading(panel),
      {
        kind: 'table',
        columns: [
          ['Test', 34],
          ['Result', 14],
          ['Flag', 8],
          ['Units', 18],
          ['Reference range', 26],
        ],
        rows,
      },
      { kind: 'small', text: 'H: above the reference range. Performed at the hospital laboratory (fictional).' },
    ],
  });
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
