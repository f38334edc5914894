import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import type { makingContract } from '../../making/contract.ts';

export type ShownOption = ResponseOf<typeof makingContract.showOption>;

/** What is asked of a packet, each in a few words; empty where all is as usual. */
export function useOptionWords(): (shown: ShownOption) => string[] {
  const t = useTexts('release');
  return ({ chosen, next, made, usual }) => {
    if (chosen === null) return usual.sealed ? [t('making.sealed')] : [];
    const numbers =
      made?.numbers != null
        ? t('making.numbers', made.numbers)
        : chosen.batesPrefix === null
          ? undefined
          : t('making.numbersFrom', {
              first: `${chosen.batesPrefix}${String(chosen.batesFirst ?? next ?? 1).padStart(chosen.batesDigits ?? 1, '0')}`,
            });
    return [
      chosen.certified
        ? t(chosen.forCourt ? 'making.forCourtBy' : 'making.certifiedBy', { name: chosen.certifierName ?? '' })
        : undefined,
      numbers,
      chosen.largestBytes === null
        ? undefined
        : t('making.largest', { megabytes: Math.floor(chosen.largestBytes / 1_000_000) }),
      chosen.sealed ? t('making.sealed') : undefined,
      chosen.protection === 'as-scope' ? undefined : t(`making.protections.${chosen.protection}`),
    ].filter((mark) => mark !== undefined);
  };
}
