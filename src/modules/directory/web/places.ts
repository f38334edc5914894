import { type Choice } from '../../../ui/fields/rank-choices.ts';

/** Countries whose rules the product knows or will know first; any other ISO 3166-1 code can be typed by an integrator. */
const COUNTRY_CODES = [
  'US',
  'CA',
  'GB',
  'IE',
  'AU',
  'NZ',
  'DE',
  'AT',
  'CH',
  'FR',
  'ES',
  'PT',
  'IT',
  'NL',
  'BE',
  'IN',
  'SG',
  'ZA',
  'MX',
  'BR',
];

/** USPS codes: 50 states, the District and the inhabited territories (ISO 3166-2:US). */
const US_STATES: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
  PR: 'Puerto Rico',
  GU: 'Guam',
  VI: 'U.S. Virgin Islands',
  AS: 'American Samoa',
  MP: 'Northern Mariana Islands',
};

/** ISO 3166-2:CA and :AU. */
const CA_PROVINCES: Readonly<Record<string, string>> = {
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};

const AU_STATES: Readonly<Record<string, string>> = {
  ACT: 'Australian Capital Territory',
  NSW: 'New South Wales',
  NT: 'Northern Territory',
  QLD: 'Queensland',
  SA: 'South Australia',
  TAS: 'Tasmania',
  VIC: 'Victoria',
  WA: 'Western Australia',
};

const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: US_STATES,
  CA: CA_PROVINCES,
  AU: AU_STATES,
};

export function countries(locale: string): readonly Choice[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return COUNTRY_CODES.map((code) => ({ value: code, label: names.of(code) ?? code, aliases: [code] }));
}

/** Empty where the product knows no states of the country: then none is asked for. */
export function statesOf(country: string): readonly Choice[] {
  return Object.entries(STATES[country] ?? {}).map(([value, label]) => ({ value, label, aliases: [value] }));
}

export function timeZones(): readonly Choice[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
    aliases: [zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone],
  }));
}

/** The zone in which the largest part of a state lives; people correct it where their corner differs. */
const ZONES: Readonly<Record<string, string>> = {
  'US-AL': 'America/Chicago',
  'US-AK': 'America/Anchorage',
  'US-AZ': 'America/Phoenix',
  'US-AR': 'America/Chicago',
  'US-CA': 'America/Los_Angeles',
  'US-CO': 'America/Denver',
  'US-HI': 'Pacific/Honolulu',
  'US-ID': 'America/Boise',
  'US-IL': 'America/Chicago',
  'US-IN': 'America/Indiana/Indianapolis',
  'US-IA': 'America/Chicago',
  'US-KS': 'America/Chicago',
  'US-LA': 'America/Chicago',
  'US-MI': 'America/Detroit',
  'US-MN': 'America/Chicago',
  'US-MS': 'America/Chicago',
  'US-MO': 'America/Chicago',
  'US-MT': 'America/Denver',
  'US-NE': 'America/Chicago',
  'US-NV': 'America/Los_Angeles',
  'US-NM': 'America/Denver',
  'US-ND': 'America/Chicago',
  'US-OK': 'America/Chicago',
  'US-OR': 'America/Los_Angeles',
  'US-SD': 'America/Chicago',
  'US-TN': 'America/Chicago',
  'US-TX': 'America/Chicago',
  'US-UT': 'America/Denver',
  'US-WA': 'America/Los_Angeles',
  'US-WI': 'America/Chicago',
  'US-WY': 'America/Denver',
  'US-PR': 'America/Puerto_Rico',
  US: 'America/New_York',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  NZ: 'Pacific/Auckland',
  DE: 'Europe/Berlin',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  BE: 'Europe/Brussels',
  SG: 'Asia/Singapore',
  ZA: 'Africa/Johannesburg',
};

export function likelyZone(country: string, state: string | undefined): string | undefined {
  return ZONES[`${country}-${state ?? ''}`] ?? ZONES[country];
}
