import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { redactionContract } from '../../redaction/contract.ts';
import { redactionPath } from '../paths.ts';

/** Beside the documents of a case: how much of them stays behind, and the way there. */
export function RedactionNote({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const may = useMay();
  const read = useRead(redactionContract.redactions, { params: { id: requestId } }, { live: ['release.'] });
  const counting = read.data?.redactions.filter(({ undone }) => undone === null) ?? [];
  const pages = new Set(
    counting.flatMap(({ documentId, places }) => places.map(({ page }) => `${documentId} ${page}`)),
  );
  const changeable = read.data?.open === true && may('release/work');
  if (read.data === undefined || (!changeable && counting.length === 0)) return null;
  return (
    <Group gap="sm">
      <Text size="sm">{t('redaction.sum', { count: pages.size })}</Text>
      {counting.some(({ outdated }) => outdated) && (
        <Mark tone="danger" icon="alert">
          {t('redaction.outdated')}
        </Mark>
      )}
      <Button component={Link} to={redactionPath(requestId)} size="compact-xs" variant="default">
        {t(changeable ? 'redaction.open' : 'redaction.see')}
      </Button>
    </Group>
  );
}
