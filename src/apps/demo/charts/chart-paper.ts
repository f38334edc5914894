import type { Author, NewSignature } from '../../../modules/documents/index.ts';
import { HOSPITAL, type Clinician, signed } from '../fiction/hospital.ts';
import { ageOn, at, printDay } from '../fiction/days.ts';
import { birthDateOf, nameOf, type Person, type Visit } from '../fiction/person.ts';
import type { Block, Face, Paper } from '../pages/block.ts';

/** One document of a chart before it is drawn. */
export interface ChartPaper {
  readonly person: Person;
  readonly visit: Visit | undefined;
  readonly typeCode: string;
  readonly date: string;
  readonly author: Author | undefined;
  readonly signatures: readonly NewSignature[];
  readonly paper: Paper;
}

export const LETTERHEAD: readonly string[] = [
  HOSPITAL.letterhead,
  `${HOSPITAL.address}   Telephone ${HOSPITAL.phone}   Fax ${HOSPITAL.fax}`,
];

/** Name, birth date and number on every page: a sheet that falls out of its chart can find back. */
export function bannerOf(person: Person, visit: Visit | undefined, day: string): (readonly [string, string])[] {
  return [
    ['Patient', nameOf(person)],
    ['DOB', `${printDay(birthDateOf(person))} (${ageOn(birthDateOf(person), day)} y)`],
    ['MRN', person.mrn],
    ['Sex', person.facts.sex],
    ...(visit === undefined
      ? []
      : ([
          ['Visit', visit.number],
          ['Attending', signed(visit.clinician)],
        ] as const)),
  ];
}

/** Each service writes its notes in its own face, as each once had its own transcription office. */
const FACES: Partial<Record<Clinician['service'], Face>> = {
  cardiology: 'serif',
  surgery: 'typewriter',
  psychiatry: 'serif',
  obstetrics: 'typewriter',
};

interface Note {
  readonly typeCode: string;
  readonly title: string;
  readonly day: string;
  readonly hour: number;
  readonly blocks: readonly Block[];
  /** Left unsigned where the chart waits for it. */
  readonly unsigned?: boolean;
  readonly role?: NewSignature['role'];
  readonly by?: string;
}

export function notePaper(person: Person, visit: Visit, note: Note): ChartPaper {
  const author = { name: note.by ?? signed(visit.clinician) };
  const signedAt = at(note.day, note.hour + 1, 20);
  const isSigned = note.unsigned !== true;
  return {
    person,
    visit,
    typeCode: note.typeCode,
    date: note.day,
    author,
    signatures: isSigned ? [{ role: note.role ?? 'author', signer: author, signedAt, how: 'source-system' }] : [],
    paper: {
      letterhead: LETTERHEAD,
      title: note.title,
      banner: bannerOf(person, visit, note.day),
      face: FACES[visit.condition.service] ?? 'sans',
      blocks: [
        {
          kind: 'fields',
          columns: 2,
          fields: [
            ['Date of service', printDay(note.day)],
            ['Time', `${String(note.hour).padStart(2, '0')}:40`],
          ],
        },
        ...note.blocks,
        ...(isSigned
          ? [{ kind: 'electronic' as const, name: author.name, when: `${printDay(note.day)} at ${note.hour + 1}:20` }]
          : [{ kind: 'paragraph' as const, text: 'PRELIMINARY - awaiting signature.' }]),
      ],
      footer: `${nameOf(person)}  MRN ${person.mrn}`,
    },
  };
}

/** A form that nobody signs as its author. */
export function formPaper(
  person: Person,
  visit: Visit | undefined,
  form: {
    readonly typeCode: string;
    readonly title: string;
    readonly day: string;
    readonly blocks: readonly Block[];
    readonly signatures?: readonly NewSignature[];
    readonly face?: Face;
  },
): ChartPaper {
  return {
    person,
    visit,
    typeCode: form.typeCode,
    date: form.day,
    author: undefined,
    signatures: form.signatures ?? [],
    paper: {
      letterhead: LETTERHEAD,
      title: form.title,
      banner: bannerOf(person, visit, form.day),
      face: form.face ?? 'sans',
      blocks: form.blocks,
      footer: `${nameOf(person)}  MRN ${person.mrn}`,
    },
  };
}
