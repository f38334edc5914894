import { Button } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { papersContract } from '../../papers/contract.ts';
import { type ReleaseCase, useCaseAct } from '../case.ts';

interface TakePaperBackProps {
  readonly open: ReleaseCase;
  readonly paper: ReleaseCase['intakePages'][number];
}

/** A paper that belongs to another case goes back to the index desk; the dialog says what stops counting with it. */
export function TakePaperBack({ open, paper }: TakePaperBackProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [asking, setAsking] = useState(false);
  const takeBack = useCaseAct(papersContract.takePaperBack, {
    onDone: ({ incidents, authorityStopped, processStopped, objectionsStopped }) => {
      setAsking(false);
      if (incidents > 0) showDone(t('papers.backIncidents', { count: incidents }));
      else if (processStopped) showDone(t('papers.backProcess'));
      else if (objectionsStopped > 0) showDone(t('papers.backObjections', { count: objectionsStopped }));
      else showDone(t(authorityStopped ? 'papers.backStopped' : 'papers.back'));
    },
  });
  const pages = open.intakePages.filter(({ itemId }) => itemId === paper.itemId).flatMap((each) => each.pages);
  const left = open.disclosures.some(({ outcome }) => outcome !== 'not-handed-over');
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
        {t('papers.takeBack')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('papers.takeBackTitle')}
          text={t(left ? 'papers.takeBackLeft' : 'papers.takeBackText')}
          identifiers={[
            { label: t('papers.case'), value: open.number },
            { label: t('papers.pages'), value: pages.join(', ') },
            { label: t('papers.given'), value: dates.instant(paper.at) },
          ]}
          action={t('papers.takeBackAction')}
          label={t('papers.takeBackReason')}
          danger
          busy={takeBack.isPending}
          error={takeBack.error}
          onConfirm={(reason) => takeBack.run({ params: { id: open.id }, body: { itemId: paper.itemId, reason } })}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
