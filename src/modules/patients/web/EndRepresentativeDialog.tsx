import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { dayIn } from '../../../ui/dates.ts';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { type Representative } from './RepresentativesPart.tsx';

const CAUSES = [
  ...(['revoked', 'majority', 'emancipation', 'order-ended'] as const),
  ...(['death-of-representative', 'replaced', 'entered-in-error', 'other'] as const),
] as const;
const DECISIONS = ['may-act', 'may-not-act'] as const;

export interface RepresentativeActProps {
  readonly patientId: string;
  readonly row: Representative;
  readonly onClose: () => void;
}

/** When and by what a power ended. */
export function EndRepresentativeDialog({ patientId, row, onClose }: RepresentativeActProps) {
  const t = useTexts('patients');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [on, setOn] = useState(() => dayIn(zone, now));
  const [cause, setCause] = useState<(typeof CAUSES)[number]>('revoked');
  const end = useAct(contract.endRepresentative, {
    changes: [contract.listRepresentatives],
    onDone: () => {
      onClose();
      showDone(t('representatives.ended'));
    },
  });
  return (
    <ReasonDialog
      title={t('representatives.endOf', { name: row.name })}
      text={t('representatives.endText')}
      action={t('representatives.end')}
      danger
      busy={end.isPending}
      error={end.error}
      blocked={on === ''}
      onConfirm={(reason) =>
        end.run({ params: { id: patientId, representativeId: row.id }, body: { endedOn: on, cause, reason } })
      }
      onCancel={onClose}
    >
      <Select
        label={t('representatives.cause')}
        allowDeselect={false}
        value={cause}
        onChange={(value) => setCause(CAUSES.find((each) => each === value) ?? 'other')}
        data={CAUSES.map((value) => ({ value, label: t(`representatives.causes.${value}`) }))}
      />
      <DateField
        id="representative-ended"
        label={t('representatives.endedOn')}
        required
        lies="any"
        value={on}
        onChange={setOn}
        now={now}
      />
    </ReasonDialog>
  );
}

/** What a person makes of a power that the rules leave open, or a professional of one they allow. */
export function JudgeRepresentativeDialog({ patientId, row, onClose }: RepresentativeActProps) {
  const t = useTexts('patients');
  const open = row.power.result === 'person-decides';
  const [decision, setDecision] = useState<(typeof DECISIONS)[number]>(open ? 'may-act' : 'may-not-act');
  const [professional, setProfessional] = useState('');
  const judge = useAct(contract.judgeRepresentative, {
    changes: [contract.listRepresentatives],
    onDone: () => {
      onClose();
      showDone(t('representatives.judged'));
    },
  });
  return (
    <ReasonDialog
      title={t('representatives.judgeOf', { name: row.name })}
      text={t('representatives.judgeText')}
      action={t('representatives.judge')}
      busy={judge.isPending}
      error={judge.error}
      onConfirm={(reason) =>
        judge.run({
          params: { id: patientId, representativeId: row.id },
          body: { decision, reason, ...(professional.trim() === '' ? {} : { professional: professional.trim() }) },
        })
      }
      onCancel={onClose}
    >
      <Select
        label={t('representatives.decision')}
        allowDeselect={false}
        value={decision}
        onChange={(value) => setDecision(DECISIONS.find((each) => each === value) ?? 'may-not-act')}
        data={DECISIONS.map((value) => ({ value, label: t(`representatives.decisions.${value}`) }))}
      />
      <TextInput
        label={t('representatives.professional')}
        description={t('representatives.professionalHint')}
        maxLength={200}
        value={professional}
        onChange={(event) => setProfessional(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}
