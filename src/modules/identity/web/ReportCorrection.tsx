import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type DocumentActionProps } from '../../documents/web/index.tsx';
import { contract } from '../contract.ts';

const WRONG = ['patient', 'encounter', 'date', 'type'] as const;

/** Whoever reads a document says that it stands wrongly; the records desk mends it and answers. */
export function ReportCorrection({ patientId, documentId }: DocumentActionProps) {
  const t = useTexts('identity');
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<(typeof WRONG)[number]>('patient');
  const report = useAct(contract.reportCorrection, {
    changes: [contract.listCorrections],
    onDone: () => {
      setAsking(false);
      showDone(t('correction.done'));
    },
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {t('correction.action')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('correction.action')}
          text={t('correction.text')}
          label={t('correction.note')}
          action={t('correction.report')}
          busy={report.isPending}
          error={report.error}
          onConfirm={(note) => report.run({ body: { patientId, documentId, wrong, note } })}
          onCancel={() => setAsking(false)}
        >
          <Radio.Group
            label={t('correction.wrong')}
            value={wrong}
            onChange={(value) => setWrong(WRONG.find((each) => each === value) ?? wrong)}
          >
            {WRONG.map((value) => (
              <Radio key={value} mt={4} value={value} label={t(`correction.wrongs.${value}`)} />
            ))}
          </Radio.Group>
        </ReasonDialog>
      )}
    </>
  );
}
