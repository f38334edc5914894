/** The fictional hospital: everything in it is invented and marked so on every page. */
export const HOSPITAL = {
  name: 'Marrow Falls General Hospital (fictional)',
  /** As letterheads print it. */
  letterhead: 'MARROW FALLS GENERAL HOSPITAL',
  legalEntityName: 'Marrow Falls Health, Inc. (fictional)',
  address: '100 Tannery Lane, Marrow Falls, OH 00411',
  phone: '(555) 555-0100',
  fax: '(555) 555-0199',
  country: 'US',
  state: 'OH',
  timeZone: 'America/New_York',
} as const;

/** Printed at the foot of every page that the generator makes. */
export const FICTIONAL_MARK = 'FICTIONAL - DEMONSTRATION RECORD - NO REAL PERSON';

export type Service =
  | 'medicine'
  | 'cardiology'
  | 'surgery'
  | 'orthopedics'
  | 'obstetrics'
  | 'pediatrics'
  | 'psychiatry'
  | 'recovery'
  | 'oncology'
  | 'emergency'
  | 'primary care';

export interface Clinician {
  readonly name: string;
  readonly credential: string;
  readonly service: Service;
}

export const CLINICIANS: readonly Clinician[] = [
  { name: 'Ottilie Brandvold', credential: 'MD', service: 'medicine' },
  { name: 'Kwame Obuya', credential: 'MD', service: 'medicine' },
  { name: 'Lenore Thistlewood', credential: 'DO', service: 'medicine' },
  { name: 'Casimir Jablonski', credential: 'MD', service: 'cardiology' },
  { name: 'Priya Lakhani', credential: 'MD', service: 'cardiology' },
  { name: 'Rupert Fitzwater', credential: 'MD', service: 'surgery' },
  { name: 'Shirin Malakian', credential: 'MD', service: 'surgery' },
  { name: 'Everett Stellenbosch', credential: 'MD', service: 'orthopedics' },
  { name: 'Consuelo Villanueva', credential: 'MD', service: 'obstetrics' },
  { name: 'Hazel Okonkwo', credential: 'MD', service: 'pediatrics' },
  { name: 'Tobias Ravenscroft', credential: 'MD', service: 'psychiatry' },
  { name: 'Yolanda Redfeather', credential: 'MD', service: 'recovery' },
  { name: 'Magnus Saarinen', credential: 'MD', service: 'oncology' },
  { name: 'Delphine Babineaux', credential: 'MD', service: 'emergency' },
  { name: 'Isidro Escamilla', credential: 'MD', service: 'emergency' },
  { name: 'Harriet Colebrook', credential: 'MD', service: 'primary care' },
  { name: 'Nikhil Chaudhry', credential: 'MD', service: 'primary care' },
  { name: 'Imogen Vandermeer', credential: 'NP', service: 'primary care' },
];

export const NURSES = ['Mabel Crabtree, RN', 'Hector Tamburello, RN', 'Ione Petrosyan, RN', 'Wendell Iwasaki, RN'];
export const RADIOLOGIST = 'Quincy Damaskos, MD';

export function signed(clinician: Clinician): string {
  return `${clinician.name}, ${clinician.credential}`;
}
