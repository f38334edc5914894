import type { Consignment } from '../../correspondence/index.ts';

const FICTIONAL = 'FICTIONAL: made for demonstration. No real person is described.';

/** Subject and body: who writes and which request, no name of a patient and nothing about anybody's health. */
export function deriveCareMail(
  kind: 'fax' | 'email',
  what: 'care' | 'packet',
  words: { readonly facility: string; readonly fictional: boolean; readonly request: string },
): Consignment['text'] {
  const facility = words.facility.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  const lines = [
    ...(words.fictional ? [FICTIONAL] : []),
    what === 'care'
      ? `${facility} sends you the health records that you need to treat a patient (${words.request}).`
      : `${facility} sends you the records that were asked for (${words.request}).`,
    ...(kind === 'email' ? ['The attached file is encrypted. We tell you its passcode by telephone.'] : []),
    'If this is not meant for you, do not read it, destroy it, and tell us at once.',
  ];
  return { subject: `Health records ${words.request}`, text: `${lines.join('\n\n')}\n` };
}
