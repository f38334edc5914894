export const events = {
  'identity.pair-changed': 'A pair of registrations was found, compared anew or decided on: pairId.',
  'identity.merge-changed': 'What is owed after a merge or its undoing changed: mergeId.',
  'identity.overlay-changed': 'An overlay was reported, worked on or settled: overlayId.',
  'identity.finding-changed': 'A finding of the register was made, mended or dismissed: findingId.',
  'identity.register-counted': 'The register of a facility was counted: facilityId.',
  'identity.whole-register-asked': 'The whole register is gone through, for pairs or for findings.',
  'identity.correction-changed':
    'A document reported as standing wrongly was reported, answered or seen: correctionId.',
} as const;
