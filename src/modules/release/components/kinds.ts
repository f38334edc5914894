/** What requests usually ask for beside the chart itself; the English words stand in letters, those of the screen in en.json. */
export const COMPONENTS = {
  abstract: 'Abstract of the record',
  'full-chart': 'Full chart',
  'itemised-bill': 'Itemised bill',
  images: 'Images on disc',
  slides: 'Pathology slides',
  'outside-records': 'Records that came from elsewhere',
  'other-facility': 'Records of another facility',
  other: 'Another part',
} as const;
export type ComponentKind = keyof typeof COMPONENTS;
export const COMPONENT_KINDS = Object.keys(COMPONENTS) as [ComponentKind, ...ComponentKind[]];

export const HOLDERS = ['desk', 'department', 'organisation'] as const;
export type Holder = (typeof HOLDERS)[number];

export const COMPONENT_STATES = ['asked', 'waiting', 'received', 'not-held', 'sent', 'declined', 'not-wanted'] as const;
export type ComponentState = (typeof COMPONENT_STATES)[number];

/** Still owed: the case cannot close. */
export const OPEN_STATES: readonly ComponentState[] = ['asked', 'waiting', 'received'];

export function isOwed(state: ComponentState): boolean {
  return OPEN_STATES.includes(state);
}
