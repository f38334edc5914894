import { type Destination, type DocumentType, inSection } from './document-type.ts';

const elsewhere = inSection('elsewhere', {
  level: 'patient',
  inLegalHealthRecord: false,
  inDesignatedRecordSet: false,
  series: 'not-a-record',
});

function goesTo(
  notPartOfRecord: Destination,
  number: number,
  code: string,
  name: string,
  aliases: readonly string[],
): DocumentType {
  return { ...elsewhere(number, code, name, aliases), notPartOfRecord };
}

/**
 * Papers that arrive with charts and must never become part of one: filing an incident report or a peer review makes it
 * discoverable, and an attorney's letter says nothing about care. Choosing such a type sends the pages to its desk.
 */
export const ELSEWHERE: readonly DocumentType[] = [
  goesTo('risk', 900, 'incident-report', 'Incident report', ['occurrence report', 'event report', 'variance report']),
  goesTo('risk', 901, 'patient-safety-report', 'Patient safety work product', ['patient safety report', 'near miss']),
  goesTo('risk', 902, 'risk-note', 'Risk management note', ['risk management file']),
  goesTo('risk', 903, 'root-cause-analysis', 'Root cause analysis', ['rca report']),
  goesTo('risk', 904, 'patient-complaint', 'Complaint or grievance', ['patient grievance', 'complaint form']),
  goesTo('peer-review', 910, 'peer-review', 'Peer review', ['peer review worksheet', 'case review form']),
  goesTo('peer-review', 911, 'quality-review', 'Quality review worksheet', ['quality audit worksheet']),
  goesTo('peer-review', 912, 'credentialing-paper', 'Credentialing paper', ['privileges form']),
  goesTo('legal', 920, 'attorney-letter', 'Attorney letter', ['letter of representation', 'preservation letter']),
  goesTo('legal', 921, 'claim-notice', 'Notice of claim', [
    'summons',
    'complaint for damages',
    'notice of intent to sue',
  ]),
  goesTo('release', 930, 'records-request', 'Records request', [
    'request for medical records',
    'records request letter',
  ]),
  goesTo('release', 931, 'release-authorization', 'Authorization to release', [
    'authorization for release of information',
    'hipaa authorization',
  ]),
  goesTo('release', 932, 'subpoena', 'Subpoena', ['subpoena duces tecum']),
  goesTo('release', 933, 'court-order-for-records', 'Court order for records', ['order to produce records']),
  goesTo('release', 934, 'access-request', 'Patient request for access', ['patient access request']),
  goesTo('privacy', 940, 'privacy-complaint', 'Privacy complaint', ['hipaa complaint']),
  goesTo('privacy', 941, 'breach-file', 'Breach investigation file', ['breach risk assessment']),
  goesTo('billing', 950, 'payment-record', 'Payment record', ['receipt', 'credit card slip', 'statement of account']),
  goesTo('billing', 951, 'financial-assistance', 'Financial assistance application', ['charity care application']),
  goesTo('employee-health', 960, 'employee-health-record', 'Employee health record', ['employee exposure record']),
  goesTo('research', 970, 'research-file', 'Research file', ['case report form', 'study source document']),
];
