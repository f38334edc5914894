/** What making and sealing packets adds to the module's declaration. */
export const makingVerbs = {
  'release.see-options': 'saw how a packet is to be made',
  'release.choose-options': 'said how a packet is to be made',
  'release.number-pages': 'gave the pages of a packet their numbers',
  'release.open-seal': 'used the seal of a facility',
  'release.see-seals': 'saw with what packets are sealed',
  'release.flag-seals': 'looked which seals run out',
  'release.change-seal': 'changed with what packets are sealed',
  'release.print-passcode-letter': 'printed the letter with the passcode of a medium',
  'release.send-passcode-letter': 'sent the letter with the passcode of a medium',
  'release.begin-dispatch': 'put a packet into the print run',
  'release.pick-up': 'gave a packet to somebody at the counter',
  'release.see-dispatches': 'saw what left on paper, on a medium, or over the counter',
  'release.see-print-run': 'saw the print run of packets',
  'release.mark-made': 'marked a packet printed or written to a medium',
  'release.mark-posted': 'recorded that a packet was posted',
  'release.write-medium': 'fetched a packet to write it to a medium',
} as const;
