import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { courtContract } from '../../court/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Objection, useCourtAct } from './court.ts';

interface MistakeDialogProps {
  readonly open: ReleaseCase;
  readonly objection: Objection;
  readonly onClose: () => void;
}

/** An objection that nobody made in this case: it holds nothing back any more, and the reason stays beside it. */
export function MistakeDialog({ open, objection, onClose }: MistakeDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const drop = useCourtAct(courtContract.dropObjection, {
    onDone: () => {
      onClose();
      showDone(t('court.mistake.done'));
    },
  });
  return (
    <ReasonDialog
      title={t('court.mistake.title')}
      text={t('court.mistake.text')}
      identifiers={[
        { label: t('papers.case'), value: open.number },
        { label: t('court.object.kind'), value: t(`court.objections.${objection.kind}`) },
        { label: t('court.object.who'), value: objection.madeBy },
        { label: t('court.object.day'), value: dates.day(objection.madeOn) },
      ]}
      action={t('court.mistake.title')}
      label={t('court.mistake.reason')}
      danger
      busy={drop.isPending}
      error={drop.error}
      onConfirm={(reason) => drop.run({ params: { id: open.id, objectionId: objection.id }, body: { reason } })}
      onCancel={onClose}
    />
  );
}
