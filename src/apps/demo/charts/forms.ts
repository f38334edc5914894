import { HOSPITAL, NURSES, signed } from '../fiction/hospital.ts';
import { MEDICATIONS } from '../fiction/conditions.ts';
import { at, printDay } from '../fiction/days.ts';
import { addressOf, birthDateOf, givenFirst, nameOf, phoneOf, type Person, type Visit } from '../fiction/person.ts';
import type { Random } from '../fiction/random.ts';
import { fields, gap, heading, items, paragraph } from '../pages/block.ts';
import { type ChartPaper, formPaper, notePaper } from './chart-paper.ts';

/** The barcode carries the visit number, so that what is scanned behind the sheet finds its encounter. */
export function faceSheet(person: Person, visit: Visit): ChartPaper {
  return formPaper(person, visit, {
    typeCode: 'face-sheet',
    title: 'FACE SHEET',
    day: visit.from,
    blocks: [
      { kind: 'barcode', text: person.mrn, caption: `Medical record number ${person.mrn}` },
      heading('Patient'),
      fields(2, [
        ['Name', nameOf(person)],
        ['Birth date', printDay(birthDateOf(person))],
        ['Address', addressOf(person)],
        ['Telephone', phoneOf(person)],
        ['Language', person.facts.language === 'es' ? 'Spanish' : 'English'],
        ['Marital status', 'Not recorded'],
      ]),
      gap(6),
      heading('Visit'),
      fields(2, [
        ['Visit number', visit.number],
        ['Account number', `A${visit.number.slice(1)}`],
        ['Admitted', printDay(visit.from)],
        ['Attending', signed(visit.clinician)],
        ['Reason', visit.condition.complaint],
        ['Service', visit.condition.service],
      ]),
      gap(6),
      heading('Insurance'),
      fields(2, [
        ['Payer', 'Lantern Mutual Health (fictional)'],
        ['Member number', `LM${person.mrn}`],
        ['Group', '004-FICTION'],
        ['Guarantor', 'Self'],
      ]),
      gap(6),
      heading('Emergency contact'),
      fields(2, [
        ['Name', person.representatives[0]?.name ?? 'Next of kin, see registration'],
        ['Telephone', person.representatives[0]?.phone ?? phoneOf(person)],
      ]),
    ],
  });
}

export function consentToTreat(person: Person, visit: Visit): ChartPaper {
  return formPaper(person, visit, {
    typeCode: 'consent-to-treat',
    title: 'CONSENT TO TREATMENT',
    day: visit.from,
    face: 'serif',
    signatures: [{ role: 'patient', signer: { name: givenFirst(person) }, signedAt: at(visit.from, 9), how: 'ink' }],
    blocks: [
      paragraph(
        `I ask ${HOSPITAL.letterhead} and those who work there to examine and treat me. I know that medicine is not an exact science and that nobody has promised me a result.`,
      ),
      paragraph('I have been told that I may ask questions at any time, and that I may refuse or stop a treatment.'),
      heading('I also agree that'),
      {
        kind: 'boxes',
        boxes: [
          [true, 'students and residents may take part in my care under supervision'],
          [true, 'the hospital may send claims to my insurance with the information needed to be paid'],
          [false, 'photographs may be taken for teaching'],
        ],
      },
      gap(20),
      { kind: 'ink', name: givenFirst(person), caption: 'Patient or representative', date: printDay(visit.from) },
      { kind: 'ink', name: 'Mabel Crabtree', caption: 'Witness', date: printDay(visit.from) },
    ],
  });
}

export function consentToOperation(person: Person, visit: Visit): ChartPaper {
  const operation = visit.condition.operation?.name ?? 'the operation named below';
  return formPaper(person, visit, {
    typeCode: 'consent-surgery',
    title: 'CONSENT TO OPERATION',
    day: visit.from,
    face: 'serif',
    signatures: [
      { role: 'patient', signer: { name: givenFirst(person) }, signedAt: at(visit.from, 8), how: 'ink' },
      { role: 'practitioner', signer: { name: signed(visit.clinician) }, signedAt: at(visit.from, 8), how: 'ink' },
    ],
    blocks: [
      fields(1, [
        ['Operation', operation],
        ['Surgeon', signed(visit.clinician)],
      ]),
      paragraph(
        'The nature of the operation, what may be expected of it, its risks (bleeding, infection, injury to neighboring organs, clots, reaction to anesthesia) and the alternatives, among them doing nothing, were explained to me in words that I understand.',
      ),
      paragraph('I agree to the operation, to anesthesia, and to transfusion if it is needed to save my life.'),
      gap(20),
      { kind: 'ink', name: givenFirst(person), caption: 'Patient or representative', date: printDay(visit.from) },
      { kind: 'ink', name: visit.clinician.name, caption: 'Practitioner', date: printDay(visit.from) },
    ],
  });
}

export function nursingAdmission(person: Person, visit: Visit, random: Random): ChartPaper {
  return notePaper(person, visit, {
    typeCode: 'nursing-admission',
    title: 'NURSING ADMISSION ASSESSMENT',
    day: visit.from,
    hour: random.whole(9, 20),
    by: random.pick(NURSES),
    blocks: [
      fields(2, [
        ['Identity band', 'Checked, two identifiers'],
        ['Allergies', 'Reviewed with the patient'],
        ['Fall risk', random.pick(['Low', 'Moderate', 'High'])],
        ['Skin', random.pick(['Intact', 'Intact, dry', 'Bruise of the forearm'])],
        ['Pain', `${random.whole(0, 8)} of 10`],
        ['Advance directive', random.pick(['None', 'Copy requested', 'On file'])],
      ]),
      heading('Plan'),
      items(['Oriented to room and call light.', 'Bed low, rails as ordered.', 'Belongings with the family.']),
    ],
  });
}

export function medicationRecord(person: Person, visit: Visit, random: Random): ChartPaper {
  return formPaper(person, visit, {
    typeCode: 'medication-administration',
    title: 'MEDICATION ADMINISTRATION RECORD',
    day: visit.from,
    blocks: [
      {
        kind: 'table',
        columns: [
          ['Medication and dose', 46],
          ['Morning', 16],
          ['Noon', 12],
          ['Evening', 16],
          ['Initials', 10],
        ],
        rows: visit.condition.medications.map((key) => [
          MEDICATIONS[key].split('|')[0] ?? key,
          `08:${random.whole(10, 59)}`,
          random.chance(0.4) ? `12:${random.whole(10, 59)}` : '',
          random.chance(0.6) ? `20:${random.whole(10, 59)}` : '',
          random.pick(['MC', 'HT', 'IP', 'WI']),
        ]),
      },
      { kind: 'small', text: 'Times are when the dose was given. A blank means that none was due.' },
    ],
  });
}

export function dischargeInstructions(person: Person, visit: Visit): ChartPaper {
  const emergency = visit.condition.setting === 'emergency';
  return formPaper(person, visit, {
    typeCode: emergency ? 'ed-discharge-instructions' : 'discharge-instructions',
    title: emergency ? 'EMERGENCY DISCHARGE INSTRUCTIONS' : 'DISCHARGE INSTRUCTIONS',
    day: visit.to,
    signatures: [{ role: 'patient', signer: { name: givenFirst(person) }, signedAt: at(visit.to, 15), how: 'ink' }],
    blocks: [
      paragraph(`You were treated for ${visit.condition.name}.`),
      heading('What to do'),
      items(visit.condition.plan),
      heading('Your medicines'),
      items(visit.condition.medications.map((key) => MEDICATIONS[key].replace('|', ': '))),
      heading('When to come back'),
      items(['Trouble breathing or chest pain', 'Fever above 101 F', 'Anything that worries you']),
      gap(16),
      { kind: 'ink', name: givenFirst(person), caption: 'Patient or representative', date: printDay(visit.to) },
    ],
  });
}

export function referral(person: Person, visit: Visit): ChartPaper {
  return notePaper(person, visit, {
    typeCode: 'referral',
    title: 'REFERRAL',
    day: visit.from,
    hour: 16,
    blocks: [
      fields(2, [
        ['To', 'Quillport Specialty Associates (fictional)'],
        ['Urgency', 'Routine'],
      ]),
      paragraph(`Thank you for seeing ${givenFirst(person)} for ${visit.condition.name} (${visit.condition.code}).`),
      paragraph(visit.condition.history.join(' ')),
      paragraph('Please send your findings to the address above.'),
    ],
  });
}
