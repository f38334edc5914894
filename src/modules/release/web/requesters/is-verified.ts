import { type FoundRequester } from './RequesterFinder.tsx';

const US_DIGITS = 11;

/** Whether somebody verified that this number or address is theirs, so that no call is asked for; the server decides again. */
export function isVerified(
  entry: Pick<FoundRequester, 'channels'> | null | undefined,
  kind: string,
  value: string,
): boolean {
  const same = kind === 'fax' ? digits : folded;
  return (entry?.channels ?? []).some(
    (each) => each.kind === kind && each.verified !== null && same(each.value) === same(value),
  );
}

function digits(text: string): string {
  const found = text.replaceAll(/\D/g, '');
  return found.length === US_DIGITS && found.startsWith('1') ? found.slice(1) : found;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
