/** What making and sealing packets adds to the module's declaration. */
export const makingVerbs = {
  'release.see-options': 'saw how a packet is to be made',
  'release.choose-options': 'said how a packet is to be made',
  'release.number-pages': 'gave the pages of a packet their numbers',
  'release.open-seal': 'used the seal of a facility',
  'release.see-seals': 'saw with what packets are sealed',
  'release.change-seal': 'changed with what packets are sealed',
} as const;
