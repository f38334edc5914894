import { type DocumentType, inSection } from './document-type.ts';

const laboratory = inSection('laboratory', { level: 'order', series: 'laboratory-report' });
const pathology = inSection('pathology', {
  level: 'order',
  authentication: ['interpreter'],
  series: 'pathology-report',
});
const imaging = inSection('imaging', { level: 'order', authentication: ['interpreter'], series: 'imaging-report' });
const study = inSection('diagnostics', { level: 'order', authentication: ['interpreter'] });

/** Results: laboratory, pathology, imaging, cardiology and other studies. */
export const STUDIES: readonly DocumentType[] = [
  laboratory(500, 'laboratory-report', 'Laboratory report', ['lab results', 'lab report', 'laboratory results'], {
    loinc: '11502-2',
  }),
  laboratory(501, 'microbiology-report', 'Microbiology report', ['culture report', 'culture and sensitivity'], {}),
  laboratory(502, 'blood-bank-report', 'Blood bank report', ['type and screen', 'crossmatch report'], {
    series: 'blood-bank',
  }),
  laboratory(503, 'hiv-report', 'HIV test report', ['hiv results', 'hiv antibody report'], { sensitivity: ['hiv'] }),
  laboratory(504, 'genetic-report', 'Genetic test report', ['molecular genetics report', 'genetic test results'], {
    loinc: '51969-4',
    sensitivity: ['genetic'],
    authentication: ['interpreter'],
  }),
  laboratory(505, 'toxicology-report', 'Toxicology report', ['drug screen', 'urine drug screen'], {}),
  laboratory(506, 'sti-report', 'Sexually transmitted infection report', ['std results', 'sti results'], {
    sensitivity: ['reproductive'],
  }),
  laboratory(507, 'point-of-care-results', 'Point-of-care results', ['poc testing', 'glucose monitoring record'], {}),
  laboratory(
    508,
    'external-lab-report',
    'Reference laboratory report',
    ['reference lab results', 'send-out results'],
    {},
  ),

  pathology(520, 'surgical-pathology', 'Surgical pathology report', ['pathology report', 'biopsy report'], {
    loinc: '11529-5',
  }),
  pathology(521, 'pathology-study', 'Pathology study', ['histology report'], { loinc: '11526-1' }),
  pathology(522, 'cytology-report', 'Cytology report', ['cytopathology report', 'fna report'], { loinc: '47526-9' }),
  pathology(523, 'pap-smear', 'Cervical cytology', ['pap smear', 'pap test'], { loinc: '33717-0' }),
  pathology(524, 'bone-marrow', 'Bone marrow report', ['bone marrow biopsy'], { loinc: '33721-2' }),
  pathology(525, 'cytogenetics', 'Cytogenetics report', ['karyotype', 'chromosome analysis'], {
    loinc: '55228-1',
    sensitivity: ['genetic'],
  }),
  pathology(526, 'flow-cytometry', 'Flow cytometry report', ['immunophenotyping'], { loinc: '55230-7' }),
  pathology(527, 'autopsy-report', 'Autopsy report', ['postmortem examination', 'necropsy'], {
    loinc: '18743-5',
    level: 'patient',
  }),

  imaging(540, 'imaging-report', 'Imaging report', ['radiology report', 'diagnostic imaging report'], {
    loinc: '18748-4',
  }),
  imaging(541, 'xray-report', 'X-ray report', ['chest x-ray', 'radiograph'], {}),
  imaging(542, 'ct-report', 'CT report', ['ct scan', 'computed tomography'], { loinc: '25045-6' }),
  imaging(543, 'mri-report', 'MRI report', ['magnetic resonance imaging', 'mri'], { loinc: '25056-3' }),
  imaging(544, 'ultrasound-report', 'Ultrasound report', ['sonogram', 'ultrasound'], { loinc: '25061-3' }),
  imaging(545, 'mammogram-report', 'Mammogram report', ['mammography', 'screening mammogram'], {
    loinc: '24606-6',
    series: 'mammography',
  }),
  imaging(546, 'nuclear-medicine-report', 'Nuclear medicine report', ['nuclear scan', 'bone scan'], {}),
  imaging(547, 'pet-report', 'PET report', ['pet scan', 'pet ct'], { loinc: '44136-0' }),
  imaging(548, 'bone-density', 'Bone density report', ['dexa scan', 'dxa'], { loinc: '38268-9' }),
  imaging(549, 'obstetric-ultrasound', 'Obstetric ultrasound', ['ob ultrasound', 'fetal ultrasound'], {}),

  study(560, 'ecg', 'Electrocardiogram', ['ekg', 'ecg tracing', '12 lead ekg'], { loinc: '11524-6' }),
  study(561, 'echocardiogram', 'Echocardiogram', ['echo report', 'transthoracic echocardiogram'], { loinc: '59281-6' }),
  study(562, 'stress-test', 'Exercise stress test', ['treadmill test', 'stress test'], { loinc: '18752-6' }),
  study(563, 'stress-echo', 'Stress echocardiogram', ['stress echo'], { loinc: '59282-4' }),
  study(564, 'holter-monitor', 'Holter monitor report', ['ambulatory ecg', 'event monitor'], { loinc: '18754-2' }),
  study(565, 'cardiac-catheterization', 'Cardiac catheterization', ['cath report', 'coronary angiogram'], {
    loinc: '18745-0',
  }),
  study(566, 'electrophysiology-study', 'Electrophysiology study', ['ep study'], { loinc: '18750-0' }),
  study(567, 'eeg', 'Electroencephalogram', ['eeg report'], { loinc: '11523-8' }),
  study(568, 'nerve-conduction', 'Nerve conduction study', ['emg report', 'emg ncs'], { loinc: '29755-6' }),
  study(569, 'sleep-study', 'Sleep study', ['polysomnography'], { loinc: '28633-6' }),
  study(570, 'pulmonary-function', 'Pulmonary function report', ['pft', 'pulmonary function test'], {
    loinc: '58477-1',
  }),
  study(571, 'spirometry', 'Spirometry', ['spirometry report'], { loinc: '18759-1' }),
  study(572, 'endoscopy-report', 'Endoscopy report', ['egd report', 'upper endoscopy'], { loinc: '18751-8' }),
  study(573, 'colonoscopy-report', 'Colonoscopy report', ['colonoscopy'], { loinc: '18746-8' }),
  study(574, 'bronchoscopy-report', 'Bronchoscopy report', ['bronchoscopy'], { loinc: '18744-3' }),
  study(575, 'audiogram', 'Audiology study', ['audiogram', 'hearing test'], { loinc: '28615-3' }),
  study(576, 'visual-acuity', 'Visual acuity study', ['vision test', 'eye chart'], { loinc: '28631-0' }),
  study(577, 'device-check', 'Cardiac device check', ['pacemaker interrogation', 'icd check'], {}),
  study(578, 'telemetry-strip', 'Rhythm strip', ['telemetry strip', 'monitor strip'], { authentication: [] }),
];
