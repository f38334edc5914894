import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract as intake } from '../contract.ts';
import { duplicatesContract as contract } from '../duplicates/contract.ts';
import { partPath } from './paths.ts';

/** Above a document that seems to have come before: which one, what became of it, in what words they differ. */
export function DuplicateNotice({ partId, open }: { readonly partId: string; readonly open: boolean }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const [asking, setAsking] = useState(false);
  const read = useRead(contract.list, { params: { id: partId } }, { live: ['intake.'] });
  const discard = useAct(contract.discard, {
    changes: [contract.list, intake.list, intake.counts, intake.open, intake.openPart],
    onDone: () => {
      setAsking(false);
      showDone(t('duplicate.done'));
    },
  });
  const [first] = read.data?.duplicates ?? [];
  if (first === undefined) return null;
  const differs = read.data?.differs ?? null;
  const words = (list: readonly string[]) => (list.length === 0 ? t('duplicate.nothing') : list.join(', '));
  const fate = first.filed ? 'filed' : first.settled ? 'settled' : 'open';
  return (
    <Notice
      tone="attention"
      icon="pages"
      title={t(`duplicate.title.${first.how}`, { name: first.fileName, page: first.page, ofPage: first.ofPage })}
    >
      <Text size="sm">
        {t('duplicate.line', {
          at: dates.instant(first.receivedAt),
          fate: t(`duplicate.fate.${fate}`),
          percent: Math.round(first.alike * 100),
        })}{' '}
        <Link to={partPath(first.partId)}>{t('duplicate.look')}</Link>
      </Text>
      {differs !== null && (
        <Text size="sm">
          {t('duplicate.differs', { here: words(differs.onlyHere), there: words(differs.onlyThere) })}
        </Text>
      )}
      {open && first.whole && may('intake/index') && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {t('duplicate.discard')}
          </Button>
        </Group>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('duplicate.discard')}
        text={t('duplicate.text')}
        identifiers={[{ label: t('duplicate.same'), value: first.fileName }]}
        action={t('duplicate.discard')}
        busy={discard.isPending}
        onConfirm={() => discard.run({ params: { id: partId }, body: { of: first.partId } })}
        onCancel={() => setAsking(false)}
      >
        {discard.error !== null && <ProblemNotice error={discard.error} takeFocus />}
      </ConfirmDialog>
    </Notice>
  );
}
