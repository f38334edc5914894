import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as patients } from '../../patients/contract.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';

/** Whoever works with a record and sees two people in it says so here; release of the record is frozen at once. */
export function ReportOverlay({ patientId }: RecordPartProps) {
  const t = useTexts('identity');
  const [asking, setAsking] = useState(false);
  const report = useAct(contract.reportOverlay, {
    changes: [contract.listOverlays, patients.open],
    onDone: () => {
      setAsking(false);
      showDone(t('report.done'));
    },
  });
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setAsking(true)}>
        {t('report.action')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('report.title')}
          text={t('report.text')}
          label={t('report.what')}
          action={t('report.confirm')}
          busy={report.isPending}
          error={report.error}
          onConfirm={(what) => report.run({ body: { patientId, what } })}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
