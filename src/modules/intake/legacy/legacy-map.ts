import { type Static, Type } from 'typebox';

const Column = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));

/** What a column of an index can say. */
export const FIELDS = [
  'mrn',
  'name',
  'family',
  'given',
  'birthDate',
  'visit',
  'type',
  'date',
  'title',
  'author',
  'file',
  'firstPage',
  'lastPage',
  'pages',
  'originalId',
] as const;
export type LegacyField = (typeof FIELDS)[number];

/** Which column of an index means what. The YAML of the command line and the wizard hold the same. */
export const LegacyMap = Type.Object(
  {
    /** Name of the archive: the same row of the same archive is taken in once. */
    archive: Type.String({ minLength: 1, maxLength: 80 }),
    columns: Type.Object(
      {
        ...(Object.fromEntries(FIELDS.map((field) => [field, Column])) as Record<LegacyField, typeof Column>), // the same keys
        file: Type.String({ minLength: 1, maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    /** Values of the type column -> our types. */
    types: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 100 }), { maxProperties: 2_000 }),
    ),
    /** Of all rows, where no column says it. */
    type: Type.Optional(Type.String({ maxLength: 100 })),
    dateOrder: Type.Union([Type.Literal('ymd'), Type.Literal('mdy'), Type.Literal('dmy')]),
    /** A document of a visit that is not known here: into the chart without a visit, or to the index queue. */
    withoutVisit: Type.Optional(Type.Union([Type.Literal('file'), Type.Literal('queue')])),
  },
  { additionalProperties: false },
);
export type LegacyMap = Static<typeof LegacyMap>;

/** Headings that archives commonly use; lower case, letters and digits only. */
const COMMON: readonly (readonly [LegacyField, readonly string[]])[] = [
  [
    'mrn',
    ['mrn', 'medicalrecordnumber', 'patientid', 'patientnumber', 'chartnumber', 'chartno', 'medrec', 'unitnumber'],
  ],
  ['family', ['lastname', 'familyname', 'surname', 'ptlast', 'patientlastname']],
  ['given', ['firstname', 'givenname', 'ptfirst', 'patientfirstname']],
  ['name', ['name', 'patientname', 'patient', 'fullname', 'ptname']],
  ['birthDate', ['dob', 'birthdate', 'dateofbirth', 'patientdob', 'born']],
  [
    'visit',
    ['visit', 'visitnumber', 'account', 'accountnumber', 'acct', 'acctno', 'encounter', 'csn', 'episode', 'fin'],
  ],
  ['type', ['type', 'doctype', 'documenttype', 'category', 'formtype', 'class']],
  ['date', ['date', 'docdate', 'documentdate', 'servicedate', 'dateofservice', 'dos']],
  ['title', ['title', 'description', 'subject', 'documentname']],
  ['author', ['author', 'provider', 'physician', 'signedby']],
  ['file', ['file', 'filename', 'path', 'filepath', 'image', 'imagepath', 'document']],
  ['firstPage', ['firstpage', 'pagefrom', 'startpage', 'frompage']],
  ['lastPage', ['lastpage', 'pageto', 'endpage', 'topage']],
  ['pages', ['pages', 'pagerange']],
  ['originalId', ['id', 'docid', 'documentid', 'recordid', 'guid', 'key']],
];

/** A first guess at the columns from their headings; a person looks at it before anything runs. */
export function proposeColumns(headings: readonly string[]): Partial<Record<LegacyField, string>> {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const guess: Partial<Record<LegacyField, string>> = {};
  for (const [field, names] of COMMON) {
    const heading = names.flatMap((name) => headings.find((each) => plain(each) === name) ?? [])[0];
    if (heading !== undefined && !Object.values(guess).includes(heading)) guess[field] = heading;
  }
  return guess;
}
