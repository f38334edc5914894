import { HOSPITAL } from '../fiction/hospital.ts';
import { dayPlus, printDay, spellDay } from '../fiction/days.ts';
import { addressOf, birthDateOf, givenFirst, nameOf, type Person, type Visit } from '../fiction/person.ts';
import { type Block, fields, gap, heading, items, type Paper, paragraph } from '../pages/block.ts';

/** Papers that come in by mail and fax: from families, lawyers, other hospitals, insurers and nobody in particular. */

const ME = (person: Person): (readonly [string, string])[] => [
  ['Patient', nameOf(person)],
  ['Date of birth', printDay(birthDateOf(person))],
  ['MRN', person.mrn],
];

const plain = (title: string, blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({
  letterhead: [],
  title,
  banner: [],
  face: 'serif',
  blocks,
  footer: '',
  ...more,
});

/** Somebody who asks for a patient's records, and where they are to go. */
export interface Asking {
  readonly name: string;
  readonly standing: string;
  readonly address: string;
  readonly email: string;
}

export function requestLetter(person: Person, visit: Visit, asking: Asking, day: string): Paper {
  return plain('', [
    paragraph(asking.name),
    paragraph(asking.address),
    gap(14),
    paragraph(spellDay(day)),
    gap(10),
    paragraph(`${HOSPITAL.letterhead}, Health Information`),
    paragraph(HOSPITAL.address),
    gap(12),
    { kind: 'centered', text: 'REQUEST FOR MEDICAL RECORDS' },
    fields(1, ME(person)),
    gap(6),
    paragraph('Dear records department,'),
    paragraph(
      `Please send a copy of the records of the hospital stay from ${spellDay(visit.from)} to ${spellDay(visit.to)} of ${givenFirst(person)}, with the discharge summary, the consultation notes, laboratory and imaging reports. They are needed for a second opinion.`,
    ),
    paragraph('The signed authorization is enclosed. I would like the copy as a file, by link to my e-mail address.'),
    fields(1, [
      ['E-mail', asking.email],
      ['Relation', asking.standing],
    ]),
    gap(16),
    paragraph('With thanks,'),
    { kind: 'ink', name: asking.name, caption: 'Signed', date: printDay(day) },
  ]);
}

/** Has every element of 45 CFR 164.508(c)(1) and every statement of (c)(2). */
export function authorization(person: Person, visit: Visit, asking: Asking, day: string): Paper {
  return plain(
    'AUTHORIZATION FOR RELEASE OF INFORMATION',
    [
      heading('Who may disclose'),
      paragraph(`${HOSPITAL.legalEntityName}, ${HOSPITAL.address}`),
      heading('Who may receive'),
      paragraph(`${asking.name}, ${asking.address}, ${asking.email}`),
      heading('What may be disclosed'),
      {
        kind: 'boxes',
        boxes: [
          [
            true,
            `The record of the stay ${printDay(visit.from)} to ${printDay(visit.to)}: summary, notes, consultations`,
          ],
          [true, 'Laboratory and imaging reports of the same stay'],
          [false, 'Mental health, HIV, genetic or substance use treatment information'],
        ],
      },
      heading('Purpose'),
      paragraph('Second opinion, at the request of the individual.'),
      heading('Expiration'),
      paragraph(`This authorization expires on ${printDay(dayPlus(day, 180))}.`),
      heading('Your rights'),
      items([
        'You may revoke this authorization in writing at any time, except for what has been done in reliance on it; write to the privacy office at the address above.',
        'Treatment, payment, enrollment and eligibility for benefits do not depend on your signing.',
        'What is disclosed may be passed on by the recipient and may then no longer be protected by federal law.',
      ]),
      gap(14),
      { kind: 'ink', name: givenFirst(person), caption: 'Patient', date: printDay(day) },
    ],
    { letterhead: [HOSPITAL.letterhead, HOSPITAL.address], banner: ME(person), face: 'sans' },
  );
}

export function attorneyLetter(person: Person, day: string): Paper {
  return plain(
    '',
    [
      paragraph(spellDay(day)),
      gap(8),
      paragraph(`${HOSPITAL.letterhead}, Risk Management`),
      gap(8),
      { kind: 'centered', text: 'LETTER OF REPRESENTATION' },
      fields(1, [
        ['Re', nameOf(person)],
        ['Date of birth', printDay(birthDateOf(person))],
      ]),
      gap(6),
      paragraph('To whom it may concern:'),
      paragraph(
        'This office represents the person named above with regard to a fall on your orthopedic ward. You are asked to preserve the whole record, in paper and in any system, together with call light logs, staffing sheets, photographs and messages, and to stop any destruction that would otherwise follow from your schedule.',
      ),
      paragraph('Please direct every further communication to this office and not to our client.'),
      gap(16),
      { kind: 'ink', name: 'Percival Winterbourne', caption: 'Attorney at law', date: printDay(day) },
    ],
    { letterhead: ['WINTERBOURNE & LARKSPUR', 'Attorneys at law (fictional)   9 Foundry Street, Quillport, OH 00413'] },
  );
}

export function incidentReport(person: Person, day: string): Paper {
  return plain(
    'INCIDENT REPORT',
    [
      { kind: 'small', text: 'CONFIDENTIAL - do not file in the medical record - do not copy.' },
      fields(2, [
        ['Date of event', printDay(day)],
        ['Time', '03:25'],
        ['Place', 'Ward 4 West, bathroom'],
        ['Reported by', 'Ione Petrosyan, RN'],
      ]),
      heading('What happened'),
      paragraph(
        'Found sitting on the bathroom floor. Said that she had rung and nobody came. No new pain beyond the operated hip. Physician called, examined at 03:40, film ordered.',
      ),
      heading('Contributing'),
      {
        kind: 'boxes',
        boxes: [
          [true, 'Bed alarm not on'],
          [true, 'Floor wet'],
          [false, 'Sedation within four hours'],
        ],
      },
      gap(10),
      { kind: 'ink', name: 'Ione Petrosyan', caption: 'Reporter', date: printDay(day) },
    ],
    { letterhead: [HOSPITAL.letterhead, 'Risk management'], banner: ME(person), face: 'sans' },
  );
}

export function livingWill(person: Person, day: string): Paper {
  return plain(
    'LIVING WILL',
    [
      fields(1, [...ME(person), ['Date signed', printDay(day)]]),
      gap(6),
      paragraph(
        `I, ${givenFirst(person)}, being of sound mind, declare what I want done when I can no longer speak for myself.`,
      ),
      paragraph(
        'If two physicians have found that I am dying, or that I shall not wake again, I do not want my dying to be drawn out by machines. I want to be kept clean, warm and free of pain.',
      ),
      heading('In that case'),
      {
        kind: 'boxes',
        boxes: [
          [true, 'no resuscitation when my heart or breathing stops'],
          [true, 'no breathing machine'],
          [false, 'no food or water by tube'],
          [true, 'antibiotics only where they ease me'],
        ],
      },
      { kind: 'next-page' },
      paragraph('I name no one to decide against what is written here.'),
      gap(18),
      { kind: 'ink', name: givenFirst(person), caption: 'Declarant', date: printDay(day) },
      { kind: 'ink', name: 'Mabel Crabtree', caption: 'First witness', date: printDay(day) },
      { kind: 'ink', name: 'Hector Tamburello', caption: 'Second witness', date: printDay(day) },
    ],
    { footer: nameOf(person) },
  );
}

export function outsideRecords(person: Person, day: string): Paper {
  return plain(
    'OUTSIDE RECORDS',
    [
      fields(2, [
        ['Date of service', printDay(day)],
        ['Provider', 'Philippa Goldfarb, MD'],
      ]),
      heading('Cardiology clinic, new patient'),
      paragraph(
        'Seen for palpitations at the request of the family physician. Episodes twice a week, each up to an hour, with lightheadedness and once with sweating. No syncope.',
      ),
      paragraph(
        'Electrocardiogram: sinus rhythm of 72, PR 168 ms, QRS 92 ms, QTc 421 ms. No ischemia. Echocardiogram of the same day: left ventricular ejection fraction 55 to 60 percent, left atrium mildly enlarged, no valve disease of importance.',
      ),
      heading('Impression'),
      paragraph('Paroxysmal atrial fibrillation, likely. Anticoagulation discussed.'),
      { kind: 'next-page' },
      heading('Event monitor, fourteen days'),
      {
        kind: 'table',
        columns: [
          ['Finding', 50],
          ['Count', 20],
          ['Longest', 30],
        ],
        rows: [
          ['Atrial fibrillation episodes', '6', '1 h 12 min'],
          ['Ventricular premature beats', '1,204', ''],
          ['Pauses above 3 seconds', '0', ''],
          ['Patient-triggered events', '9', ''],
        ],
      },
      paragraph('Seven of nine events that the patient marked fell within atrial fibrillation.'),
      { kind: 'electronic', name: 'Philippa Goldfarb, MD', when: printDay(day) },
    ],
    {
      letterhead: ['QUILLPORT SPECIALTY ASSOCIATES', '40 Ferry Road, Quillport, OH 00413 (fictional)'],
      banner: ME(person),
      face: 'typewriter',
      footer: nameOf(person),
    },
  );
}

export function lettersTestamentary(person: Person, executor: string, day: string): Paper {
  return plain(
    'LETTERS TESTAMENTARY',
    [
      { kind: 'centered', text: 'Probate Court of the County (fictional)' },
      fields(1, [
        ['Name', nameOf(person)],
        ['Date of birth', printDay(birthDateOf(person))],
        ['Date', printDay(day)],
      ]),
      gap(8),
      paragraph(
        `Be it known that the last will of ${givenFirst(person)}, late of ${addressOf(person)}, was proved before this court, and that ${executor} is appointed executor with full power by law to administer the estate, and among other things to receive the decedent’s medical records.`,
      ),
      gap(20),
      { kind: 'ink', name: 'Ursula Rademacher', caption: 'Clerk of the court', date: printDay(day) },
    ],
    { face: 'typewriter' },
  );
}

export function insuranceCard(person: Person): Paper {
  return plain(
    'INSURANCE CARD',
    [
      { kind: 'centered', text: 'LANTERN MUTUAL HEALTH (fictional)' },
      gap(10),
      fields(1, [
        ['Name', nameOf(person)],
        ['Member ID', `LM${person.mrn}`],
        ['Group', '004-FICTION'],
        ['DOB', printDay(birthDateOf(person))],
        ['Plan', 'Lantern Choice 80'],
        ['Copay', 'Office 25, emergency 150'],
      ]),
      gap(24),
      { kind: 'small', text: 'Claims: PO Box 4, Pepperell Mills, OH 00417. Member service: (555) 555-0180.' },
    ],
    { face: 'sans' },
  );
}

export function paymentReceipt(person: Person, day: string): Paper {
  return plain(
    'STATEMENT OF ACCOUNT',
    [
      fields(1, [
        ['Account', `A${person.mrn}`],
        ['Date', printDay(day)],
      ]),
      {
        kind: 'table',
        columns: [
          ['Description', 60],
          ['Charge', 20],
          ['Paid', 20],
        ],
        rows: [
          ['Emergency department, level 3', '1,240.00', '150.00'],
          ['Chest film, two views', '310.00', '0.00'],
        ],
      },
      paragraph('Paid by card ending 0000. Thank you.'),
    ],
    { letterhead: [HOSPITAL.letterhead, 'Patient accounts'], banner: ME(person), face: 'typewriter' },
  );
}

export function junkFax(): Paper {
  return plain(
    '',
    [
      gap(40),
      { kind: 'centered', text: 'TONER! TONER! TONER!' },
      { kind: 'centered', text: 'Save 70 percent while supplies last' },
      gap(20),
      paragraph('Is your office paying too much for toner and copier paper? Our fictional warehouse is overflowing.'),
      items(['Free shipping above 99.00', 'No contract', 'All models, also yours']),
      gap(20),
      { kind: 'centered', text: 'Call (555) 555-0166 today' },
      { kind: 'small', text: 'To be taken off our list call the same number and wait for the tone.' },
    ],
    { face: 'sans' },
  );
}

export function orphanCover(day: string): Paper {
  return plain(
    'FAX COVER SHEET',
    [
      gap(14),
      fields(1, [
        ['To', 'Medical records'],
        ['From', 'Front desk'],
        ['Date', printDay(day)],
        ['Pages', '7 including this one'],
        ['Subject', 'As discussed'],
      ]),
      gap(40),
      paragraph('Please see attached.'),
      gap(40),
      { kind: 'small', text: 'If you are not the intended recipient, destroy this fax and telephone the sender.' },
    ],
    { face: 'sans' },
  );
}

/** For a hospital that is not this one, about somebody who was never here. */
export function misdirectedFax(day: string): Paper {
  return plain(
    'LABORATORY REPORT',
    [
      fields(2, [
        ['Collected', printDay(day)],
        ['Ordered by', 'Fabian Quackenbush, MD'],
      ]),
      {
        kind: 'table',
        columns: [
          ['Test', 50],
          ['Result', 20],
          ['Units', 30],
        ],
        rows: [
          ['Ferritin', '14', 'ng/mL'],
          ['Iron', '38', 'ug/dL'],
          ['Transferrin saturation', '9', '%'],
        ],
      },
      { kind: 'electronic', name: 'Laboratory of Saint Orrin Clinic', when: printDay(day) },
    ],
    {
      letterhead: ['SAINT ORRIN CLINIC', 'To: Saint Orrin Family Practice, fax (555) 555-0171 (fictional)'],
      banner: [
        ['Patient', 'Zimmerle, Leocadia'],
        ['DOB', '02/30/1990'],
        ['Chart no', 'SO-77120'],
      ],
      face: 'sans',
    },
  );
}

/** Only a name on it: two people in the house have it. */
export function scrawledNote(person: Person): Paper {
  return plain('PROGRESS NOTE', [
    fields(1, [['Patient', `${person.facts.names[0]?.family ?? ''}, ${person.facts.names[0]?.given[0] ?? ''}`]]),
    gap(12),
    { kind: 'ink', name: 'seen on rounds feels well wound dry', caption: '', date: '' },
    { kind: 'ink', name: 'continue present care home tomorrow', caption: '', date: '' },
    { kind: 'ink', name: 'E Stellenbosch', caption: 'Written by hand', date: '' },
  ]);
}

export function subpoena(person: Person, day: string): Paper {
  return plain(
    'SUBPOENA DUCES TECUM',
    [
      { kind: 'centered', text: 'Court of Common Pleas of the County (fictional)' },
      fields(1, [...ME(person), ['Date', printDay(day)]]),
      paragraph(
        `You are commanded to produce on or before ${printDay(dayPlus(day, 21))} the complete medical record of the person named above. Satisfactory assurance that the person was given notice is attached to this subpoena.`,
      ),
      gap(16),
      { kind: 'ink', name: 'Lorenzo Campanella', caption: 'Issuing attorney', date: printDay(day) },
    ],
    { letterhead: ['IN THE MATTER OF A FICTIONAL CLAIM', 'Case 00-CV-0000'] },
  );
}
