import type { Service } from './hospital.ts';

export type Setting = 'inpatient' | 'emergency' | 'clinic';

/** What brings people to this hospital, with enough words for the notes that it leaves behind. */
export interface Condition {
  readonly name: string;
  /** ICD-10-CM. */
  readonly code: string;
  readonly setting: Setting;
  readonly service: Service;
  readonly ages: readonly [number, number];
  readonly sex?: 'female' | 'male';
  /** Days in hospital. */
  readonly days: readonly [number, number];
  readonly complaint: string;
  readonly history: readonly string[];
  readonly exam: readonly string[];
  readonly course: readonly string[];
  readonly plan: readonly string[];
  readonly medications: readonly (keyof typeof MEDICATIONS)[];
  readonly panels: readonly (keyof typeof PANELS)[];
  readonly study?: {
    readonly type: string;
    readonly name: string;
    readonly findings: string;
    readonly impression: string;
  };
  readonly operation?: { readonly name: string; readonly findings: string };
}

export const MEDICATIONS = {
  lisinopril: 'lisinopril 10 mg tablet|1 tablet by mouth daily',
  metoprolol: 'metoprolol succinate 50 mg tablet|1 tablet by mouth daily',
  furosemide: 'furosemide 40 mg tablet|1 tablet by mouth every morning',
  atorvastatin: 'atorvastatin 40 mg tablet|1 tablet by mouth at bedtime',
  apixaban: 'apixaban 5 mg tablet|1 tablet by mouth every 12 hours',
  aspirin: 'aspirin 81 mg chewable tablet|1 tablet by mouth daily',
  metformin: 'metformin 500 mg tablet|1 tablet twice daily with meals',
  insulin: 'insulin glargine 100 units/mL|18 units under the skin at bedtime',
  albuterol: 'albuterol 90 mcg HFA inhaler|2 puffs every 4 to 6 hours as needed',
  prednisone: 'prednisone 20 mg tablet|2 tablets daily for 5 days',
  azithromycin: 'azithromycin 250 mg tablet|2 tablets today, then 1 daily for 4 days',
  ceftriaxone: 'ceftriaxone 1 g vial|1 g intravenously every 24 hours',
  amoxicillin: 'amoxicillin 400 mg/5 mL suspension|6 mL by mouth twice daily for 10 days',
  acetaminophen: 'acetaminophen 500 mg tablet|1 to 2 tablets every 6 hours as needed',
  oxycodone: 'oxycodone 5 mg tablet|1 tablet every 6 hours as needed, 12 tablets',
  omeprazole: 'omeprazole 20 mg capsule|1 capsule daily before breakfast',
  levothyroxine: 'levothyroxine 75 mcg tablet|1 tablet before breakfast',
  sertraline: 'sertraline 50 mg tablet|1 tablet by mouth daily',
  lithium: 'lithium carbonate 300 mg capsule|1 capsule three times daily',
  buprenorphine: 'buprenorphine-naloxone 8-2 mg film|1 film under the tongue daily',
  ondansetron: 'ondansetron 4 mg tablet|1 tablet every 8 hours as needed',
  prenatal: 'prenatal vitamin|1 tablet by mouth daily',
  ibuprofen: 'ibuprofen 600 mg tablet|1 tablet every 6 hours with food',
  bictegravir: 'bictegravir-emtricitabine-tenofovir 50-200-25 mg|1 tablet by mouth daily',
} as const;

interface Analyte {
  readonly name: string;
  readonly units: string;
  readonly low: number;
  readonly high: number;
  readonly places: number;
}

const analyte = (name: string, units: string, low: number, high: number, places = 0): Analyte => ({
  name,
  units,
  low,
  high,
  places,
});

export const PANELS = {
  'Basic metabolic panel': [
    analyte('Sodium', 'mmol/L', 135, 145),
    analyte('Potassium', 'mmol/L', 3.5, 5.1, 1),
    analyte('Chloride', 'mmol/L', 98, 107),
    analyte('Carbon dioxide', 'mmol/L', 22, 29),
    analyte('Urea nitrogen', 'mg/dL', 7, 20),
    analyte('Creatinine', 'mg/dL', 0.6, 1.2, 2),
    analyte('Glucose', 'mg/dL', 70, 99),
    analyte('Calcium', 'mg/dL', 8.6, 10.3, 1),
  ],
  'Complete blood count': [
    analyte('White blood cells', 'x10^3/uL', 4, 11, 1),
    analyte('Red blood cells', 'x10^6/uL', 4.1, 5.7, 2),
    analyte('Hemoglobin', 'g/dL', 12, 16.5, 1),
    analyte('Hematocrit', '%', 36, 48, 1),
    analyte('Platelets', 'x10^3/uL', 150, 400),
  ],
  'Cardiac markers': [
    analyte('Troponin T, high sensitivity', 'ng/L', 0, 14),
    analyte('NT-proBNP', 'pg/mL', 0, 300),
    analyte('Creatine kinase', 'U/L', 30, 200),
  ],
  'Liver panel': [
    analyte('ALT (SGPT)', 'U/L', 7, 56),
    analyte('AST (SGOT)', 'U/L', 10, 40),
    analyte('Alkaline phosphatase', 'U/L', 44, 147),
    analyte('Bilirubin, total', 'mg/dL', 0.1, 1.2, 1),
    analyte('Albumin', 'g/dL', 3.5, 5, 1),
  ],
  'Hemoglobin A1c': [analyte('Hemoglobin A1c', '%', 4, 5.6, 1)],
  'Thyroid function': [analyte('TSH', 'mIU/L', 0.45, 4.5, 2), analyte('Free T4', 'ng/dL', 0.8, 1.8, 2)],
  'Lipid panel': [
    analyte('Cholesterol, total', 'mg/dL', 100, 199),
    analyte('Triglycerides', 'mg/dL', 0, 149),
    analyte('HDL cholesterol', 'mg/dL', 40, 90),
    analyte('LDL cholesterol', 'mg/dL', 0, 99),
  ],
  Urinalysis: [analyte('Specific gravity', '', 1.005, 1.03, 3), analyte('pH', '', 5, 8, 1)],
  'HIV-1 viral load': [analyte('HIV-1 RNA', 'copies/mL', 0, 20), analyte('CD4 count', 'cells/uL', 500, 1500)],
} as const;

const CHEST_FILM = (findings: string, impression: string) => ({
  type: 'xray-report',
  name: 'Chest, two views',
  findings,
  impression,
});

export const CONDITIONS: readonly Condition[] = [
  {
    name: 'acute on chronic systolic heart failure',
    code: 'I50.23',
    setting: 'inpatient',
    service: 'cardiology',
    ages: [52, 92],
    days: [3, 7],
    complaint: 'Shortness of breath and swollen legs for one week',
    history: [
      'Increasing breathlessness on the stairs, then at rest; sleeps on three pillows.',
      'Weight is up eleven pounds in nine days. Admits to canned soup most evenings and to missed doses of the water pill.',
      'No chest pain, no fever, no cough beyond the usual one.',
    ],
    exam: [
      'Jugular venous pressure 12 cm. Crackles to the mid zones on both sides.',
      'Third heart sound present. Pitting edema to the knees.',
    ],
    course: [
      'Diuresed with intravenous furosemide, net negative 6.2 liters over the stay, with replacement of potassium.',
      'Oxygen was weaned by the second day. Echocardiogram showed an ejection fraction of 30 percent, unchanged.',
    ],
    plan: [
      'Weigh every morning; call for a gain of three pounds in a day or five in a week.',
      'Two grams of sodium a day. Heart failure clinic within seven days.',
    ],
    medications: ['furosemide', 'metoprolol', 'lisinopril', 'atorvastatin'],
    panels: ['Basic metabolic panel', 'Cardiac markers', 'Complete blood count'],
    study: CHEST_FILM(
      'The heart is enlarged. Interstitial markings are increased with Kerley B lines; small effusions on both sides.',
      'Pulmonary edema with small bilateral effusions.',
    ),
  },
  {
    name: 'community-acquired pneumonia',
    code: 'J18.9',
    setting: 'inpatient',
    service: 'medicine',
    ages: [24, 90],
    days: [2, 6],
    complaint: 'Fever, chills and a productive cough for four days',
    history: [
      'Rust-colored sputum, pain on the right side with deep breaths, temperature of 102.4 F at home.',
      'A grandchild had a cold the week before. Never smoked.',
    ],
    exam: [
      'Temperature 101.8 F, respirations 24, oxygen saturation 90 percent on room air.',
      'Bronchial breath sounds and crackles at the right base.',
    ],
    course: [
      'Ceftriaxone and azithromycin were begun in the emergency department; afebrile by the second morning.',
      'Blood cultures grew nothing. Walked the hallway on room air at 95 percent before going home.',
    ],
    plan: ['Finish the antibiotic. Repeat chest film in six weeks. Pneumococcal vaccine given before discharge.'],
    medications: ['ceftriaxone', 'azithromycin', 'acetaminophen'],
    panels: ['Complete blood count', 'Basic metabolic panel'],
    study: CHEST_FILM(
      'Airspace opacity in the right lower lobe with air bronchograms. No effusion. Heart size is normal.',
      'Right lower lobe pneumonia.',
    ),
  },
  {
    name: 'acute appendicitis with localized peritonitis',
    code: 'K35.30',
    setting: 'inpatient',
    service: 'surgery',
    ages: [9, 58],
    days: [1, 3],
    complaint: 'Abdominal pain since last night',
    history: [
      'Pain began about the navel and moved to the right lower abdomen over eight hours, with nausea and one emesis.',
      'No earlier operations. Last meal the evening before.',
    ],
    exam: ['Tender at McBurney point with guarding and rebound. Psoas sign present.', 'Temperature 100.6 F.'],
    course: [
      'Taken to the operating room the same afternoon. The appendix was inflamed and not perforated.',
      'Tolerated a regular diet on the first day after the operation. Pain controlled by mouth.',
    ],
    plan: ['No lifting above ten pounds for two weeks. Surgical clinic in ten days for the wounds.'],
    medications: ['acetaminophen', 'ibuprofen', 'oxycodone', 'ondansetron'],
    panels: ['Complete blood count', 'Basic metabolic panel', 'Urinalysis'],
    study: {
      type: 'ct-report',
      name: 'CT abdomen and pelvis with contrast',
      findings: 'The appendix measures 12 mm with wall enhancement and surrounding stranding. No free air, no abscess.',
      impression: 'Acute appendicitis without perforation.',
    },
    operation: {
      name: 'Laparoscopic appendectomy',
      findings: 'Inflamed, unperforated appendix; a small amount of clear fluid in the pelvis.',
    },
  },
  {
    name: 'displaced fracture of the femoral neck',
    code: 'S72.001A',
    setting: 'inpatient',
    service: 'orthopedics',
    ages: [66, 97],
    days: [4, 8],
    complaint: 'Left hip pain after a fall at home',
    history: [
      'Tripped over a rug on the way to the kitchen. Could not stand. No loss of consciousness, no other injury.',
      'Walks with a cane at home; lives alone on the ground floor.',
    ],
    exam: ['The left leg is shortened and turned outward. Pulses and sensation intact.', 'Skin is whole.'],
    course: [
      'Hemiarthroplasty on the day after admission without complication. Transfused one unit of red cells.',
      'Walking sixty feet with a walker at discharge. Confusion on the second night cleared with sleep and glasses.',
    ],
    plan: ['Weight bearing as tolerated. Rehabilitation facility. Bone health visit. Apixaban for thirty-five days.'],
    medications: ['apixaban', 'acetaminophen', 'oxycodone', 'omeprazole'],
    panels: ['Complete blood count', 'Basic metabolic panel'],
    study: {
      type: 'xray-report',
      name: 'Left hip, two views, and pelvis',
      findings: 'Displaced subcapital fracture of the left femoral neck. The bones are osteopenic.',
      impression: 'Displaced left femoral neck fracture.',
    },
    operation: {
      name: 'Left hip hemiarthroplasty',
      findings: 'Displaced fracture of the femoral neck; acetabular cartilage preserved.',
    },
  },
  {
    name: 'term pregnancy, spontaneous vaginal delivery',
    code: 'O80',
    setting: 'inpatient',
    service: 'obstetrics',
    ages: [19, 41],
    sex: 'female',
    days: [2, 3],
    complaint: 'Contractions every four minutes at 39 weeks',
    history: ['Regular contractions for five hours, waters intact, baby moving well. Prenatal course without event.'],
    exam: ['Cervix 5 cm, fully effaced, vertex at zero station. Fetal heart rate 140 with accelerations.'],
    course: [
      'Progressed to full dilation; healthy infant delivered over an intact perineum, Apgar 8 and 9.',
      'Estimated blood loss 300 mL. Nursing well at discharge.',
    ],
    plan: ['Pelvic rest for six weeks. Postpartum visit at two and six weeks.'],
    medications: ['prenatal', 'ibuprofen'],
    panels: ['Complete blood count'],
  },
  {
    name: 'type 2 diabetes mellitus with hyperglycemia',
    code: 'E11.65',
    setting: 'clinic',
    service: 'primary care',
    ages: [34, 84],
    days: [0, 0],
    complaint: 'Follow-up of diabetes',
    history: [
      'Home glucose 160 to 240 in the mornings. Forgets the evening metformin about twice a week.',
      'No numbness, no visual change. Walks the dog half a mile a day.',
    ],
    exam: ['Feet: skin intact, monofilament felt at all ten points, pulses palpable.'],
    course: [],
    plan: [
      'Add basal insulin at bedtime, titrate by two units every three days to a morning glucose under 130.',
      'Retinal photographs ordered. Repeat A1c in three months.',
    ],
    medications: ['metformin', 'insulin', 'lisinopril', 'atorvastatin'],
    panels: ['Hemoglobin A1c', 'Basic metabolic panel', 'Lipid panel'],
  },
  {
    name: 'essential hypertension',
    code: 'I10',
    setting: 'clinic',
    service: 'primary care',
    ages: [30, 88],
    days: [0, 0],
    complaint: 'Blood pressure check',
    history: ['Home readings between 142/88 and 156/94 over the month. Two cups of coffee, salt at the table.'],
    exam: ['Blood pressure 148/90 on the left, 146/88 on the right, seated, twice. Heart regular, no murmur.'],
    course: [],
    plan: ['Begin lisinopril 10 mg. Basic metabolic panel in two weeks. Home log to the next visit in six weeks.'],
    medications: ['lisinopril'],
    panels: ['Basic metabolic panel'],
  },
  {
    name: 'hypothyroidism, unspecified',
    code: 'E03.9',
    setting: 'clinic',
    service: 'primary care',
    ages: [22, 80],
    days: [0, 0],
    complaint: 'Tired, cold, gaining weight',
    history: ['Six months of fatigue and dry skin, eight pounds gained. Mother took thyroid tablets.'],
    exam: ['Thyroid firm, not enlarged. Reflexes slow to relax. Pulse 58.'],
    course: [],
    plan: ['Levothyroxine 75 mcg before breakfast, apart from calcium and iron. TSH in six weeks.'],
    medications: ['levothyroxine'],
    panels: ['Thyroid function', 'Lipid panel'],
  },
  {
    name: 'acute otitis media, left ear',
    code: 'H66.92',
    setting: 'clinic',
    service: 'pediatrics',
    ages: [1, 8],
    days: [0, 0],
    complaint: 'Ear pain and fever since yesterday',
    history: ['Runny nose for five days, then crying at night and pulling the left ear. Drinking well, fewer solids.'],
    exam: ['Left tympanic membrane bulging, red, no light reflex. Right membrane gray and mobile. Lungs clear.'],
    course: [],
    plan: [
      'Amoxicillin for ten days. Acetaminophen for pain. Back in two weeks, earlier if fever lasts past 48 hours.',
    ],
    medications: ['amoxicillin'],
    panels: [],
  },
  {
    name: 'moderate persistent asthma with exacerbation',
    code: 'J45.41',
    setting: 'emergency',
    service: 'emergency',
    ages: [6, 48],
    days: [0, 0],
    complaint: 'Wheezing since this morning, inhaler not helping',
    history: [
      'A cold for three days. Used the rescue inhaler eight times since midnight. One admission three years ago.',
    ],
    exam: ['Speaks in phrases. Wheezes in all fields. Oxygen saturation 93 percent on room air.'],
    course: ['Three nebulizer treatments and oral steroid; peak flow rose from 48 to 78 percent of predicted.'],
    plan: ['Prednisone for five days. Written action plan reviewed. Primary care in three days.'],
    medications: ['albuterol', 'prednisone'],
    panels: [],
    study: CHEST_FILM('Lungs are hyperinflated and clear. Heart and mediastinum normal.', 'No pneumonia.'),
  },
  {
    name: 'laceration of the right forearm without foreign body',
    code: 'S51.811A',
    setting: 'emergency',
    service: 'emergency',
    ages: [12, 74],
    days: [0, 0],
    complaint: 'Cut on the arm from a broken window',
    history: [
      'Put an arm through a storm door half an hour ago. Bleeding stopped with pressure. Tetanus nine years ago.',
    ],
    exam: ['A 6 cm laceration of the volar forearm into fat. Tendons and nerves intact on testing.'],
    course: ['Anesthetized, irrigated, explored to its base, closed with eleven sutures. Tetanus booster given.'],
    plan: ['Keep dry for a day. Sutures out in ten days. Return for redness, pus or numbness.'],
    medications: ['acetaminophen', 'ibuprofen'],
    panels: [],
    study: {
      type: 'xray-report',
      name: 'Right forearm, two views',
      findings: 'Soft tissue defect. No fracture and no radiopaque foreign body.',
      impression: 'No foreign body.',
    },
  },
  {
    name: 'chest pain, unspecified',
    code: 'R07.9',
    setting: 'emergency',
    service: 'emergency',
    ages: [32, 84],
    days: [0, 0],
    complaint: 'Pressure in the chest for two hours',
    history: ['Came on while shoveling, eased with rest, did not spread. Father had a heart attack at seventy-one.'],
    exam: ['Comfortable. Heart regular without murmur. Lungs clear. Chest wall tender at the left third rib.'],
    course: ['Two electrocardiograms without change and two troponins under the cut-off three hours apart.'],
    plan: ['Stress test within a week. Aspirin until seen in cardiology. Return for pain at rest.'],
    medications: ['aspirin'],
    panels: ['Cardiac markers', 'Complete blood count', 'Basic metabolic panel'],
    study: CHEST_FILM('Heart size normal. Lungs clear. No effusion, no pneumothorax.', 'Normal chest.'),
  },
  {
    name: 'paroxysmal atrial fibrillation',
    code: 'I48.0',
    setting: 'clinic',
    service: 'cardiology',
    ages: [48, 89],
    days: [0, 0],
    complaint: 'Palpitations, referred by primary care',
    history: ['Fluttering twice a week for up to an hour, with lightheadedness. No syncope, no stroke.'],
    exam: ['Pulse 76 and regular today. No murmur. No edema.'],
    course: [],
    plan: ['Apixaban 5 mg twice daily, metoprolol 50 mg. Event monitor for fourteen days. Echocardiogram.'],
    medications: ['apixaban', 'metoprolol'],
    panels: ['Basic metabolic panel', 'Thyroid function'],
  },
  {
    name: 'malignant neoplasm of the upper-outer quadrant of the left breast',
    code: 'C50.412',
    setting: 'clinic',
    service: 'oncology',
    ages: [38, 82],
    sex: 'female',
    days: [0, 0],
    complaint: 'New breast cancer, to plan treatment',
    history: [
      'A 1.4 cm mass found by screening; core biopsy showed invasive ductal carcinoma, hormone receptors positive.',
    ],
    exam: ['Healing biopsy site at two o’clock. No axillary nodes felt.'],
    course: [],
    plan: [
      'Lumpectomy with sentinel node biopsy, then radiation. Genetic counseling offered. Nurse navigator introduced.',
    ],
    medications: ['acetaminophen'],
    panels: ['Complete blood count', 'Liver panel'],
    study: {
      type: 'mammogram-report',
      name: 'Diagnostic mammogram, left',
      findings: 'Spiculated mass of 1.4 cm in the upper outer quadrant. No suspicious calcifications elsewhere.',
      impression: 'BI-RADS 6, known malignancy.',
    },
  },
  {
    name: 'major depressive disorder, recurrent, moderate',
    code: 'F33.1',
    setting: 'clinic',
    service: 'psychiatry',
    ages: [18, 78],
    days: [0, 0],
    complaint: 'Low mood and poor sleep for two months',
    history: [
      'Wakes at four, no appetite, cannot follow a book. No plan or wish to die. One earlier episode, treated.',
    ],
    exam: ['Alert, tearful at times, speech slow, thought ordered, no psychosis. PHQ-9 is 16.'],
    course: [],
    plan: ['Sertraline 50 mg. Weekly therapy. Safety plan written and a copy taken home. Back in two weeks.'],
    medications: ['sertraline'],
    panels: ['Thyroid function'],
  },
  {
    name: 'unilateral primary osteoarthritis, right knee',
    code: 'M17.11',
    setting: 'inpatient',
    service: 'orthopedics',
    ages: [54, 86],
    days: [1, 3],
    complaint: 'Planned right knee replacement',
    history: ['Ten years of knee pain, now at rest and at night. Injections last helped two years ago.'],
    exam: ['Varus alignment, range 5 to 100 degrees, crepitus. Distal pulses and sensation normal.'],
    course: ['Uneventful right total knee arthroplasty. Walked on the day of the operation; stairs on the next.'],
    plan: ['Outpatient physical therapy three times a week. Apixaban for twelve days. Clinic in two weeks.'],
    medications: ['apixaban', 'acetaminophen', 'oxycodone'],
    panels: ['Complete blood count', 'Basic metabolic panel'],
    operation: {
      name: 'Right total knee arthroplasty',
      findings: 'Full thickness cartilage loss of the medial compartment.',
    },
  },
  {
    name: 'routine child health examination',
    code: 'Z00.129',
    setting: 'clinic',
    service: 'pediatrics',
    ages: [1, 12],
    days: [0, 0],
    complaint: 'Well-child visit',
    history: ['Eats from the family table, sleeps through. In school or day care, gets along. No concerns at home.'],
    exam: ['Growth along the fiftieth percentile. Heart, lungs, abdomen, hips and gait normal.'],
    course: [],
    plan: ['Vaccines brought up to date. Helmet, car seat and screen time discussed. Next visit in a year.'],
    medications: [],
    panels: [],
  },
  {
    name: 'low back pain',
    code: 'M54.50',
    setting: 'clinic',
    service: 'primary care',
    ages: [22, 76],
    days: [0, 0],
    complaint: 'Back pain after moving furniture',
    history: ['Six days of ache across the low back. No weakness, no numbness, bladder and bowels normal.'],
    exam: ['Tender paraspinal muscles. Straight leg raise negative. Strength and reflexes full.'],
    course: [],
    plan: ['Stay active, heat, ibuprofen with food for a week. Physical therapy if not better in four weeks.'],
    medications: ['ibuprofen'],
    panels: [],
  },
];

/** Of the people with a story alone. */
export const OPIOID_USE: Condition = {
  name: 'opioid use disorder, severe, on maintenance therapy',
  code: 'F11.20',
  setting: 'clinic',
  service: 'recovery',
  ages: [18, 80],
  days: [0, 0],
  complaint: 'Recovery program, monthly visit',
  history: ['Fourteen months without use. Works at the foundry, sponsor twice a week. Cravings rare.'],
  exam: ['Well groomed, pupils normal, no marks. Urine drug screen as expected.'],
  course: [],
  plan: ['Continue buprenorphine-naloxone 8-2 mg daily. Group on Tuesdays. Naloxone kit renewed.'],
  medications: ['buprenorphine'],
  panels: [],
};

export const HIV_CARE: Condition = {
  name: 'human immunodeficiency virus disease',
  code: 'B20',
  setting: 'clinic',
  service: 'medicine',
  ages: [18, 80],
  days: [0, 0],
  complaint: 'Scheduled visit, virus suppressed',
  history: ['Takes the tablet every evening, no missed doses. Feels well, works full time.'],
  exam: ['Well appearing. No thrush, no nodes, lungs clear.'],
  course: [],
  plan: ['Continue. Viral load and CD4 in six months. Pneumococcal vaccine today.'],
  medications: ['bictegravir'],
  panels: ['HIV-1 viral load', 'Liver panel'],
};
