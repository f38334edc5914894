import { LIST_FIELDS, type ListField } from './contract.ts';

/** Headings that lists of insurers and attorneys commonly have; small letters and digits only. */
const COMMON: Readonly<Record<ListField, readonly string[]>> = {
  name: ['name', 'patientname', 'patient', 'fullname', 'membername', 'member', 'claimant', 'claimantname', 'insured'],
  family: ['lastname', 'familyname', 'surname', 'patientlastname', 'memberlastname', 'lname', 'last'],
  given: ['firstname', 'givenname', 'patientfirstname', 'memberfirstname', 'fname', 'first'],
  birthDate: ['dob', 'birthdate', 'dateofbirth', 'patientdob', 'memberdob', 'born'],
  mrn: ['mrn', 'medicalrecordnumber', 'patientid', 'patientnumber', 'chartnumber', 'chartid', 'accountnumber'],
  otherNumber: ['memberid', 'subscriberid', 'membernumber', 'policynumber', 'policy', 'hicn', 'mbi', 'insuranceid'],
  reference: [
    'claimnumber',
    'claim',
    'claimid',
    'reference',
    'ref',
    'casenumber',
    'fileno',
    'filenumber',
    'requestid',
    'chaseid',
  ],
  from: ['dosfrom', 'from', 'fromdate', 'startdate', 'servicefrom', 'dosstart', 'dateofservice', 'dos', 'servicedate'],
  to: ['dosto', 'to', 'todate', 'enddate', 'throughdate', 'through', 'serviceto', 'dosend'],
  askedFor: [
    'records',
    'recordsrequested',
    'requested',
    'documents',
    'documenttype',
    'notes',
    'recordtype',
    'description',
  ],
};

/** A first guess at the columns from their headings; a person looks at it before anything is taken in. */
export function proposeListColumns(headings: readonly string[]): Partial<Record<ListField, string>> {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const guess: Partial<Record<ListField, string>> = {};
  for (const field of LIST_FIELDS) {
    const taken = Object.values(guess);
    const heading = COMMON[field].flatMap(
      (name) => headings.find((each) => plain(each) === name && !taken.includes(each)) ?? [],
    )[0];
    if (heading !== undefined) guess[field] = heading;
  }
  return guess;
}
