import { type DocumentType, inSection } from './document-type.ts';

const therapy = inSection('therapies', { authentication: ['author'] });
const behavioral = inSection('behavioral-health', { authentication: ['author'], sensitivity: ['mental-health'] });
const outpatient = inSection('outpatient', { authentication: ['author'] });
const outside = inSection('outside', { level: 'patient', inLegalHealthRecord: false });

/** Therapies, behavioral health, ambulatory care, and what other providers sent. */
export const SERVICES: readonly DocumentType[] = [
  therapy(600, 'physical-therapy', 'Physical therapy note', ['pt note', 'pt evaluation'], { loinc: '28579-1' }),
  therapy(601, 'occupational-therapy', 'Occupational therapy note', ['ot note', 'ot evaluation'], { loinc: '28578-3' }),
  therapy(602, 'speech-therapy', 'Speech-language pathology note', ['speech therapy note', 'swallow evaluation'], {
    loinc: '28571-8',
  }),
  therapy(603, 'respiratory-therapy', 'Respiratory therapy note', ['rt note', 'ventilator flow sheet'], {
    loinc: '34838-3',
  }),
  therapy(604, 'nutrition', 'Nutrition note', ['dietitian note', 'nutrition assessment'], { loinc: '34801-1' }),
  therapy(605, 'social-work', 'Social work note', ['social work assessment'], { loinc: '28653-4' }),
  therapy(606, 'case-management', 'Case management note', ['discharge planning', 'utilization review note'], {
    loinc: '46210-1',
  }),
  therapy(607, 'pastoral-care', 'Pastoral care note', ['chaplain note'], { loinc: '34906-8' }),
  therapy(608, 'rehabilitation-medicine', 'Rehabilitation medicine note', ['pm&r note'], { loinc: '34823-5' }),
  therapy(609, 'plan-of-care', 'Plan of care', ['care plan', 'plan of treatment', 'therapy plan of care'], {
    loinc: '56447-6',
    authentication: ['author', 'practitioner'],
  }),
  therapy(610, 'dialysis-record', 'Dialysis record', ['hemodialysis flow sheet', 'dialysis treatment'], {
    loinc: '29749-9',
  }),
  therapy(611, 'radiation-treatment', 'Radiation treatment summary', ['radiation therapy record'], {
    loinc: '68602-2',
  }),
  therapy(612, 'oncology-treatment-plan', 'Oncology treatment plan', ['chemotherapy plan', 'survivorship plan'], {
    loinc: '74156-1',
  }),
  therapy(613, 'medication-counseling', 'Pharmacy counseling note', ['pharmacist counseling'], { loinc: '34869-8' }),

  behavioral(630, 'psychiatric-evaluation', 'Psychiatric evaluation', ['psychiatric assessment', 'psych h&p'], {
    loinc: '28635-1',
  }),
  behavioral(631, 'psychiatry-consult', 'Psychiatry consultation', ['psych consult'], { loinc: '34788-0' }),
  behavioral(632, 'psychiatry-note', 'Psychiatry progress note', ['psychiatric progress note'], { loinc: '28627-8' }),
  behavioral(633, 'mental-health-note', 'Mental health note', ['behavioral health note', 'therapy progress note'], {
    loinc: '34904-3',
  }),
  behavioral(634, 'mental-health-group', 'Group counseling note', ['group therapy note'], { loinc: '34787-2' }),
  behavioral(635, 'psychological-testing', 'Psychological testing', ['neuropsychological evaluation'], {}),
  behavioral(636, 'behavioral-treatment-plan', 'Behavioral health treatment plan', ['master treatment plan'], {
    authentication: ['author', 'patient'],
  }),
  behavioral(637, 'suicide-risk', 'Suicide risk assessment', ['columbia suicide severity rating scale'], {}),
  // 45 CFR 164.501, 164.508(a)(2): kept apart, outside the right of access, never released on a general authorization.
  behavioral(638, 'psychotherapy-notes', 'Psychotherapy notes', ['psychotherapy note', 'process notes'], {
    sensitivity: ['mental-health', 'psychotherapy-notes'],
    inLegalHealthRecord: false,
    inDesignatedRecordSet: false,
  }),
  behavioral(639, 'substance-use-evaluation', 'Substance use evaluation', ['addiction assessment', 'asam assessment'], {
    loinc: '34857-3',
    sensitivity: ['substance-use-part2'],
  }),
  behavioral(640, 'substance-use-note', 'Substance use treatment note', ['sud progress note', 'detox note'], {
    sensitivity: ['substance-use-part2'],
  }),
  // 42 CFR 2.11, 2.31(b): as psychotherapy notes.
  behavioral(641, 'sud-counseling-notes', 'SUD counseling notes', ['substance use counseling notes'], {
    sensitivity: ['substance-use-part2', 'psychotherapy-notes'],
    inLegalHealthRecord: false,
    inDesignatedRecordSet: false,
  }),
  behavioral(642, 'substance-use-discharge', 'Substance use discharge summary', ['sud discharge summary'], {
    sensitivity: ['substance-use-part2'],
  }),

  outpatient(660, 'office-visit', 'Office visit note', ['clinic note', 'office note', 'outpatient note'], {
    loinc: '34108-1',
  }),
  outpatient(661, 'initial-visit', 'Initial visit note', ['new patient visit', 'initial evaluation'], {
    loinc: '34120-6',
  }),
  outpatient(662, 'well-child-visit', 'Well-child visit', ['well child check', 'pediatric checkup'], {}),
  outpatient(663, 'adolescent-confidential-visit', 'Confidential adolescent visit', ['confidential teen visit'], {
    sensitivity: ['minor-confidential'],
  }),
  outpatient(664, 'telehealth-visit', 'Telehealth visit note', ['video visit note', 'virtual visit'], {}),
  outpatient(665, 'growth-chart', 'Growth chart', ['pediatric growth chart'], { level: 'patient', authentication: [] }),
  outpatient(666, 'dental-note', 'Dental note', ['dental record'], { loinc: '28618-7' }),
  outpatient(667, 'ophthalmology-note', 'Ophthalmology note', ['eye exam'], { loinc: '34808-6' }),
  outpatient(668, 'optometry-note', 'Optometry note', ['optometry exam'], { loinc: '34811-0' }),
  outpatient(669, 'podiatry-note', 'Podiatry note', ['podiatry record'], { loinc: '34829-2' }),
  outpatient(670, 'home-health-note', 'Home health visit note', ['home visit note'], { loinc: '34129-7' }),
  outpatient(671, 'nursing-facility-note', 'Nursing facility note', ['skilled nursing note'], { loinc: '34113-1' }),
  outpatient(672, 'hospice-note', 'Hospice note', ['hospice plan', 'palliative care note'], {}),
  outpatient(673, 'hiv-care-note', 'HIV care note', ['hiv clinic note'], { sensitivity: ['hiv'] }),
  outpatient(674, 'infusion-clinic-note', 'Infusion clinic note', ['infusion center note'], {}),
  outpatient(675, 'asthma-action-plan', 'Asthma action plan', ['asthma plan'], { loinc: '69981-9' }),
  outpatient(676, 'diabetes-education', 'Diabetes education', ['diabetes self-management education'], {
    loinc: '34897-9',
  }),

  outside(690, 'outside-records', 'Records of another provider', ['outside records', 'external records'], {
    loinc: '11503-0',
  }),
  outside(691, 'outside-consult', 'Outside consultation', ['external consult letter'], {}),
  outside(692, 'outside-imaging', 'Outside imaging report', ['external imaging'], { series: 'imaging-report' }),
  outside(693, 'outside-laboratory', 'Outside laboratory report', ['external lab results'], {}),
  outside(694, 'outside-discharge', 'Outside discharge summary', ['external discharge summary'], {}),
];
