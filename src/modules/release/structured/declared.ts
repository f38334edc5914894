/** What the structured part of packets adds to the module's declaration. */
export const structuredVerbs = {
  'release.see-structured': 'saw which entries of data go with a packet',
  'release.choose-structured': 'said whether the structured part of the record goes with a packet',
} as const;

export const structuredEvents = {
  'release.structured-chosen': 'Somebody said whether the structured part of a record goes with a packet: requestId.',
} as const;
