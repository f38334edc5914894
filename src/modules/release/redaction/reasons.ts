/**
 * Why a part of a page stays behind. The code is printed on the place and the words on the cover, for the recipient to
 * read: they name the ground and tell nothing of what stood there. What a specially protected class keeps out is
 * `not-covered`, like everything else outside the authority: naming the class would tell what must not be told
 * (42 CFR 2.13(c)). Where no citation stands, none was confirmed.
 */
export const REDACTION_REASONS = {
  'another-person': {
    code: 'OP',
    words: 'names or describes another person',
    cite: '45 CFR 164.502(a)',
  },
  identifier: {
    code: 'ID',
    words: 'a number that could be misused, such as a Social Security or account number',
    cite: null,
  },
  'not-covered': {
    code: 'NC',
    words: 'not covered by the authority for this release',
    cite: '45 CFR 164.508(a)(1)',
  },
  'minimum-necessary': {
    code: 'MN',
    words: 'more than the purpose needs',
    cite: '45 CFR 164.502(b)',
  },
  'confidential-source': {
    code: 'CS',
    words: 'given by somebody else under a promise of confidentiality',
    cite: '45 CFR 164.524(a)(2)(v)',
  },
  'professional-judgement': {
    code: 'PJ',
    words: 'withheld on the judgement of a licensed professional, which can be reviewed',
    cite: '45 CFR 164.524(a)(3)',
  },
  privileged: { code: 'PR', words: 'privileged', cite: null },
  'court-order': { code: 'CO', words: 'an order limits what may be disclosed', cite: '45 CFR 164.512(e)(1)(i)' },
  'other-record': { code: 'OR', words: 'belongs to another record', cite: '45 CFR 164.502(a)' },
  other: { code: 'OT', words: 'another ground', cite: null },
} as const;
export type RedactionReason = keyof typeof REDACTION_REASONS;
export const REDACTION_REASON_WORDS = Object.keys(REDACTION_REASONS) as RedactionReason[];

/** Code -> words with their citation, as the cover prints them. */
export function redactionReasonsOnCover(): Record<string, string> {
  return Object.fromEntries(
    Object.values(REDACTION_REASONS).map(({ code, words, cite }) => [
      code,
      cite === null ? words : `${words} (${cite})`,
    ]),
  );
}
