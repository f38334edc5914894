import { type DocumentType, inSection } from './document-type.ts';

const emergency = inSection('emergency', { authentication: ['author'] });
const history = inSection('history', { authentication: ['author'] });
const note = inSection('notes', { authentication: ['author'] });
const consult = inSection('consults', { authentication: ['author'] });
const order = inSection('orders', { level: 'order', authentication: ['practitioner'] });
const medication = inSection('medications', {});
const nursing = inSection('nursing', { authentication: ['author'] });
const discharge = inSection('discharge', { authentication: ['author'] });

/** What a stay leaves behind, from the ambulance to the discharge. */
export const HOSPITAL: readonly DocumentType[] = [
  emergency(230, 'ed-note', 'Emergency department note', ['ed note', 'ed provider note', 'emergency room record'], {
    loinc: '34111-5',
  }),
  emergency(231, 'ed-triage', 'Triage note', ['triage', 'ed triage'], { loinc: '54094-8' }),
  emergency(232, 'ed-nursing', 'Emergency nursing note', ['ed nurse note', 'ed nursing record'], { loinc: '57053-1' }),
  emergency(233, 'ed-consult', 'Emergency consultation', ['ed consult'], { loinc: '51846-4' }),
  emergency(234, 'ems-report', 'Ambulance report', ['ems run sheet', 'prehospital care report', 'pcr'], {
    loinc: '67796-3',
    inLegalHealthRecord: false,
    authentication: [],
  }),
  emergency(235, 'ed-discharge-instructions', 'Emergency discharge instructions', ['ed instructions'], {
    loinc: '60280-5',
    authentication: ['patient'],
  }),
  emergency(236, 'emtala-transfer', 'Emergency transfer form', ['emtala form', 'physician certification of transfer'], {
    authentication: ['practitioner', 'patient'],
    series: 'emergency-transfer',
  }),
  emergency(237, 'resuscitation-record', 'Resuscitation record', ['code blue record', 'code sheet', 'cpr record'], {}),
  emergency(238, 'trauma-flow-sheet', 'Trauma flow sheet', ['trauma record'], {}),
  emergency(239, 'sexual-assault-exam', 'Forensic examination', ['sane report', 'sexual assault examination'], {
    sensitivity: ['violence', 'restricted'],
  }),

  history(250, 'history-and-physical', 'History and physical', ['h&p', 'h and p', 'history and physical examination'], {
    loinc: '34117-2',
  }),
  history(251, 'admission-note', 'Admission note', ['admission history and physical', 'admit note'], {
    loinc: '47039-3',
  }),
  history(252, 'hp-update', 'History and physical update', ['h&p update', 'interval note'], {}),
  history(253, 'student-hp', 'Student history and physical', ['medical student h&p'], {
    loinc: '34115-6',
    inLegalHealthRecord: false,
  }),
  history(254, 'problem-list', 'Problem list', ['summary list'], { level: 'patient', authentication: [] }),
  history(255, 'allergy-list', 'Allergies', ['allergy list', 'allergies and adverse reactions'], {
    loinc: '48765-2',
    level: 'patient',
    authentication: [],
  }),
  history(
    256,
    'immunization-record',
    'Immunization record',
    ['vaccine record', 'immunization history', 'shot record'],
    {
      loinc: '11369-6',
      level: 'patient',
      authentication: [],
      series: 'immunization',
    },
  ),

  note(270, 'progress-note', 'Progress note', ['physician progress note', 'soap note', 'daily progress note'], {
    loinc: '11506-3',
  }),
  note(271, 'attending-note', 'Attending note', ['attending progress note', 'attending attestation'], {
    loinc: '18733-6',
  }),
  note(272, 'icu-progress-note', 'Intensive care note', ['icu progress note', 'critical care note'], {
    loinc: '34126-3',
  }),
  note(273, 'clinical-note', 'Clinical note', ['note', 'physician note'], { loinc: '34109-9' }),
  note(274, 'assessment-and-plan', 'Assessment and plan', ['evaluation and plan', 'evaluation + plan note'], {
    loinc: '51847-2',
  }),
  note(275, 'care-conference', 'Care conference', ['interdisciplinary conference', 'team conference'], {
    loinc: '34098-4',
  }),
  note(276, 'family-meeting', 'Family meeting note', ['goals of care discussion'], {}),
  note(277, 'critical-result', 'Critical result communication', ['critical value call', 'critical results'], {
    loinc: '73568-8',
  }),
  note(278, 'addendum', 'Addendum', ['addendum to note'], { loinc: '55107-7' }),
  note(279, 'late-entry', 'Late entry', ['late entry note'], {}),

  consult(290, 'consultation', 'Consultation', ['consult note', 'consultation report'], { loinc: '11488-4' }),
  consult(291, 'consult-cardiology', 'Cardiology consultation', ['cardiology consult'], { loinc: '34099-2' }),
  consult(292, 'consult-surgery', 'Surgery consultation', ['surgical consult'], { loinc: '34847-4' }),
  consult(293, 'consult-pulmonary', 'Pulmonary consultation', ['pulmonology consult'], { loinc: '34103-2' }),
  consult(294, 'consult-oncology', 'Oncology consultation', ['oncology consult'], { loinc: '34805-2' }),
  consult(295, 'consult-orthopaedic', 'Orthopaedic consultation', ['orthopedic consult', 'orthopaedic consult'], {
    loinc: '34814-4',
  }),
  consult(296, 'consult-radiation-oncology', 'Radiation oncology consultation', ['radiation oncology consult'], {
    loinc: '34831-8',
  }),
  consult(297, 'consult-ophthalmology', 'Ophthalmology consultation', ['ophthalmology consult'], { loinc: '34807-8' }),
  consult(298, 'consult-pharmacy', 'Pharmacy consultation', ['pharmacy consult'], { loinc: '34820-1' }),
  consult(299, 'consult-ethics', 'Ethics consultation', ['ethics consult'], {}),
  consult(300, 'consult-genetics', 'Genetics consultation', ['genetic counseling note'], {
    loinc: '68661-8',
    sensitivity: ['genetic'],
  }),
  consult(301, 'second-opinion', 'Second opinion', ['consultation second opinion'], { loinc: '47040-1' }),

  order(310, 'provider-orders', 'Provider orders', ['physician orders', 'doctor orders', 'order sheet'], {
    loinc: '46209-3',
  }),
  order(311, 'admission-order', 'Admission order', ['admit order', 'inpatient admission order'], {}),
  order(312, 'verbal-order', 'Verbal or telephone order', ['telephone order', 'verbal order'], {}),
  order(313, 'restraint-order', 'Restraint order', ['seclusion order', 'restraint and seclusion order'], {}),
  order(314, 'prescription', 'Prescription', ['medication prescription', 'rx'], { loinc: '57833-6' }),
  order(315, 'equipment-prescription', 'Equipment prescription', ['dme order', 'durable medical equipment'], {
    loinc: '57829-4',
  }),
  order(316, 'therapy-order', 'Rehabilitation prescription', ['therapy referral order'], { loinc: '57831-0' }),
  order(317, 'test-requisition', 'Test requisition', ['lab requisition', 'imaging requisition'], { loinc: '57832-8' }),

  medication(330, 'medication-administration', 'Medication administration record', ['mar', 'emar'], {}),
  medication(331, 'medication-list', 'Medication list', ['medication summary', 'current medications'], {
    loinc: '56445-0',
    level: 'patient',
  }),
  medication(332, 'medication-reconciliation', 'Medication reconciliation', ['med rec', 'home medication list'], {
    authentication: ['author'],
  }),
  medication(333, 'chemotherapy-record', 'Chemotherapy record', ['chemotherapy flow sheet', 'chemo administration'], {
    loinc: '11486-8',
  }),
  medication(334, 'infusion-record', 'Infusion record', ['iv flow sheet', 'iv therapy record'], {}),
  medication(335, 'transfusion-record', 'Transfusion record', ['blood administration record', 'blood transfusion'], {
    series: 'blood-bank',
    authentication: ['author'],
  }),
  medication(336, 'opioid-treatment-dosing', 'Opioid treatment dosing record', ['methadone dosing record'], {
    sensitivity: ['substance-use-part2'],
  }),

  nursing(350, 'nursing-note', 'Nursing note', ['nurse note', 'nursing progress note'], { loinc: '34746-8' }),
  nursing(351, 'nursing-admission', 'Nursing admission assessment', ['nursing assessment', 'nursing database'], {
    loinc: '34744-3',
  }),
  nursing(352, 'nursing-care-plan', 'Nursing plan of care', ['nursing care plan'], { loinc: '64295-9' }),
  nursing(353, 'nursing-discharge', 'Nursing discharge summary', ['nurse discharge summary'], { loinc: '34745-0' }),
  nursing(354, 'nursing-transfer', 'Nursing transfer note', ['nurse handoff', 'sbar report'], { loinc: '28651-8' }),
  nursing(355, 'restraint-record', 'Restraint record', ['restraint flow sheet', 'restraint note'], {
    loinc: '68476-1',
  }),
  nursing(356, 'vital-signs', 'Vital signs', ['vital signs flow sheet', 'graphic sheet', 'vitals'], {
    authentication: [],
  }),
  nursing(357, 'intake-output', 'Intake and output', ['i&o', 'fluid balance chart'], { authentication: [] }),
  nursing(358, 'wound-care', 'Wound care note', ['wound assessment', 'skin assessment'], { loinc: '46215-0' }),
  nursing(359, 'fall-risk', 'Fall risk assessment', ['morse fall scale'], {}),
  nursing(360, 'patient-education', 'Patient education', ['teaching record', 'education note'], { loinc: '34895-3' }),
  nursing(361, 'critical-care-record', 'Critical care record', ['icu flow sheet'], {
    loinc: '29751-5',
    authentication: [],
  }),
  nursing(362, 'abuse-screening', 'Abuse and violence screening', ['domestic violence screening'], {
    sensitivity: ['violence'],
  }),

  discharge(380, 'discharge-summary', 'Discharge summary', ['hospital discharge summary', 'dc summary'], {
    loinc: '18842-5',
  }),
  discharge(381, 'discharge-instructions', 'Discharge instructions', ['after visit summary', 'avs'], {
    loinc: '8653-8',
    authentication: ['patient'],
  }),
  discharge(382, 'discharge-order', 'Discharge order', ['order to discharge'], { authentication: ['practitioner'] }),
  discharge(383, 'transfer-summary', 'Transfer summary', ['transfer note', 'interfacility transfer'], {
    loinc: '18761-7',
  }),
  discharge(384, 'short-stay-note', 'Short-stay note', ['final progress note', 'short stay record'], {}),
  discharge(385, 'death-summary', 'Death summary', ['death note', 'pronouncement of death'], { loinc: '47046-8' }),
  discharge(386, 'episode-summary', 'Summary of episode', ['ccd', 'continuity of care document'], {
    loinc: '34133-9',
    authentication: [],
  }),
  discharge(387, 'patient-summary', 'Patient summary', ['international patient summary'], {
    loinc: '60591-5',
    level: 'patient',
    authentication: [],
  }),
  discharge(388, 'referral', 'Referral', ['referral note', 'referral letter'], { loinc: '57133-1' }),
];
