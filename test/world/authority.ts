/** What a person saw on a good authorization and of a requester who is who he says. */
export const GOOD_FORM = {
  signedOn: '2026-11-02',
  signedBy: 'individual',
  expiresOn: '2027-05-02',
  expiresWhen: null,
} as const;

export const ALL_SEEN = {
  'us/hipaa/authorization-elements': { '*': 'found' },
  'us/hipaa/authorization-statements': { '*': 'found' },
} as const;

export const REQUESTER_SEEN = { 'us/hipaa/verification-of-requester': { '*': 'found' } } as const;
