export const kindVerbs = {
  'release.see-kind': 'saw what a request is before the law',
  'release.decide-kind': 'said what stands in a letter, and so what the request is',
  'release.set-receipt-back': 'set the receipt date-stamp of a request back',
  'release.see-earlier': 'looked for earlier cases of a patient and requester',
  'release.answer-earlier': 'decided on an earlier case of a patient and requester',
  'release.join-papers': 'gave papers that arrived to the open case that waited for them',
} as const;
