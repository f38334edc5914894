import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { courtContract } from '../../court/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Court, useCourtAct } from './court.ts';

/** Nothing of the record is destroyed while the matter runs: told to everybody here, offered to whoever may hold. */
export function HoldOffer({ open, court }: { readonly open: ReleaseCase; readonly court: Court }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [asking, setAsking] = useState(false);
  const place = useCourtAct(courtContract.holdForCourt, {
    onDone: () => {
      setAsking(false);
      showDone(t('court.hold.done'));
    },
  });
  const { hold, process } = court;
  if (hold !== null) return <Text size="sm">{t('court.hold.placed', { day: dates.dayOf(hold.placedAt) })}</Text>;
  if (open.patient === null || process === null) return <Text size="sm">{t('court.hold.none')}</Text>;
  if (!may('documents/hold')) return <Text size="sm">{t('court.hold.askFor')}</Text>;
  return (
    <Group gap="xs">
      <Text size="sm">{t('court.hold.none')}</Text>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('court.hold.title')}
      </Button>
      {asking && (
        <ConfirmDialog
          opened
          title={t('court.hold.title')}
          text={t('court.hold.text')}
          identifiers={[
            { label: t('list.patient'), value: open.patient.name },
            {
              label: t('court.hold.matter'),
              value: [process.caption, process.caseNumber].filter(Boolean).join(', '),
            },
          ]}
          action={t('court.hold.title')}
          busy={place.isPending}
          onConfirm={() => place.run({ params: { id: open.id } })}
          onCancel={() => setAsking(false)}
        >
          {place.error !== null && <ProblemNotice error={place.error} takeFocus />}
        </ConfirmDialog>
      )}
    </Group>
  );
}
