import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { basisContract } from '../../basis/contract.ts';

/** That the scope is wider than what its purpose usually needs, and why; nothing where it is not. */
export function WidthNote({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const read = useRead(basisContract.basis, { params: { id: requestId } }, { live: ['release.'] });
  const width = read.data?.width;
  if (width == null || width.wider.length === 0) return null;
  return (
    <Notice tone="attention" icon="alert" title={t('basis.wider')}>
      {width.wider.map((each) => t(`basis.widerIn.${each}`)).join('; ')}. {width.reason}
    </Notice>
  );
}
