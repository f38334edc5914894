import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { makingContract } from '../../making/contract.ts';
import { Fact } from '../Fact.tsx';
import { useOptionWords } from './option-words.ts';

/** For whoever approves: how the packet will be made, and why so. */
export function PacketFact({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const words = useOptionWords();
  const { data } = useRead(makingContract.showOption, { params: { id: requestId } }, { live: ['release.'] });
  if (data === undefined || data.chosen === null) return null;
  return (
    <Fact label={t('making.title')}>
      {words(data).join(' · ') || t('making.usual')}
      <div>{t('making.because', { reason: data.chosen.reason })}</div>
    </Fact>
  );
}
