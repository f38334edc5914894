import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { type Encounter } from './EncountersPart.tsx';

/** Says that an encounter was coded, or opens its coding again: from when on, or until when, filings are late. */
export function CodingDialog({ encounter, onClose }: { readonly encounter: Encounter; readonly onClose: () => void }) {
  const t = useTexts('encounters');
  const dates = useDates();
  const params = { id: encounter.patientId, encounterId: encounter.id };
  const done = (text: string) => () => {
    onClose();
    showDone(text);
  };
  const code = useAct(contract.code, { changes: [contract.list], onDone: done(t('coding.codedDone')) });
  const reopen = useAct(contract.reopenCoding, { changes: [contract.list], onDone: done(t('coding.reopenedDone')) });
  const identifiers = [
    {
      label: t('coding.encounter'),
      value: [
        ...(encounter.startedAt === null ? [] : [dates.dayOf(encounter.startedAt)]),
        t(`classes.${encounter.class}`, { defaultValue: encounter.class }),
        ...(encounter.visitNumber === null ? [] : [encounter.visitNumber]),
      ].join(' · '),
    },
  ];
  if (encounter.codedAt !== null)
    return (
      <ReasonDialog
        title={t('coding.reopen')}
        text={t('coding.reopenText')}
        identifiers={identifiers}
        action={t('coding.reopen')}
        busy={reopen.isPending}
        error={reopen.error}
        onConfirm={(reason) => reopen.run({ params, body: { reason: reason.slice(0, 300) } })}
        onCancel={onClose}
      />
    );
  return (
    <ConfirmDialog
      opened
      title={t('coding.code')}
      text={t('coding.codeText')}
      identifiers={identifiers}
      action={t('coding.code')}
      busy={code.isPending}
      onConfirm={() => code.run({ params, body: {} })}
      onCancel={onClose}
    >
      {code.error !== null && <ProblemNotice error={code.error} takeFocus />}
    </ConfirmDialog>
  );
}
