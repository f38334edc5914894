import type { LegacyField } from './contract.ts';

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
