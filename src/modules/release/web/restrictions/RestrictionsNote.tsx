import { Stack } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { restrictionContract } from '../../restrictions/contract.ts';
import { RestrictionText } from './RestrictionText.tsx';

/** What the patient of a case asked and that is in force or still open; nothing is shown where nothing is. */
export function RestrictionsNote({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const read = useRead(restrictionContract.caseRestrictions, { params: { id: requestId } }, { live: ['release.'] });
  const rows = (read.data?.restrictions ?? []).filter(
    ({ answer, end }) => answer?.answer !== 'refused' && end?.endedBy !== 'individual',
  );
  if (rows.length === 0) return null;
  return (
    <Notice tone="attention" icon="lock" title={t('restriction.onCase')}>
      <Stack gap="xs">
        {rows.map((restriction) => (
          <RestrictionText key={restriction.id} restriction={restriction} people={read.data?.people ?? {}} />
        ))}
      </Stack>
    </Notice>
  );
}
