import type { DisclosureBasis } from '../decide-accountable.ts';

/** What is handed over at a bedside, most often first. */
export const USUAL_WHAT: readonly string[] = [
  'Discharge papers',
  'Medication list',
  'Laboratory results',
  'Imaging report',
  'Images on disc',
  'Copy of the chart',
  'Operative report',
  'Work or school note',
  'Told by word of mouth: condition and plan of care',
];

export interface UsualRecipient {
  readonly to: string;
  /** What such a hand-over rests on as a rule; the person can choose another. */
  readonly basis: DisclosureBasis;
  readonly purpose: string;
}

/** To whom; a person who is not on the list is named. */
export const USUAL_TO: readonly UsualRecipient[] = [
  { to: 'The patient', basis: 'to-individual', purpose: 'At the request of the individual' },
  { to: 'Personal representative', basis: 'to-individual', purpose: 'At the request of the individual' },
  { to: 'Family member or friend involved in the care', basis: 'care-involvement', purpose: 'Involvement in the care' },
  { to: 'Ambulance or transport crew', basis: 'treatment', purpose: 'Treatment' },
  { to: 'Receiving facility', basis: 'treatment', purpose: 'Treatment' },
  { to: 'Police officer', basis: 'law-enforcement-process', purpose: 'Law enforcement' },
  { to: 'Coroner or medical examiner', basis: 'coroner', purpose: 'Duties of the coroner' },
  { to: 'Child or adult protective services', basis: 'protective-services', purpose: 'Protective services' },
];

/** The bases of a bedside, before the rest. */
export const USUAL_BASES: readonly DisclosureBasis[] = [
  'to-individual',
  'treatment',
  'care-involvement',
  'authorization',
  'law-enforcement-process',
  'required-by-law',
  'coroner',
  'protective-services',
];
