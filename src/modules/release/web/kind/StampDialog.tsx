import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayIn, instantOf } from '../../../../ui/dates.ts';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { kindContract } from '../../kind/contract.ts';
import { useCaseAct, type ReleaseCase } from '../case.ts';

const CLOCK = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/** It had been received earlier than logged: the stamp is set back, with the reason. */
export function StampDialog({ open, onClose }: { readonly open: ReleaseCase; readonly onClose: () => void }) {
  const t = useTexts('release');
  const dates = useDates();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const setBack = useCaseAct(kindContract.setReceiptBack, {
    onDone: ({ dueOn }) => {
      showDone(dueOn === null ? t('kind.stamp.done') : t('kind.stamp.doneDue', { day: dates.day(dueOn) }));
      onClose();
    },
  });
  const clock = CLOCK.exec(time.trim());
  const at =
    day === '' || (time.trim() !== '' && clock === null)
      ? undefined
      : Date.parse(instantOf(day, zone)) + (Number(clock?.[1] ?? 0) * 60 + Number(clock?.[2] ?? 0)) * 60_000;
  const isEarlier = at !== undefined && at < Date.parse(open.receivedAt);
  return (
    <ReasonDialog
      title={t('kind.setBack')}
      text={t('kind.stamp.text')}
      identifiers={[
        { label: t('list.number'), value: open.number },
        { label: t('received.at'), value: dates.instant(open.receivedAt) },
      ]}
      action={t('kind.setBack')}
      busy={setBack.isPending}
      error={setBack.error}
      blocked={!isEarlier}
      onConfirm={(reason) =>
        at !== undefined &&
        setBack.run({ params: { id: open.id }, body: { receivedAt: new Date(at).toISOString(), reason } })
      }
      onCancel={onClose}
    >
      <Group grow align="flex-start">
        <DateField
          id="stamp-day"
          label={t('kind.stamp.day')}
          required
          lies="any"
          value={day}
          onChange={setDay}
          now={now}
          error={day !== '' && day > dayIn(zone, new Date(open.receivedAt)) ? t('kind.stamp.notEarlier') : undefined}
        />
        <TextInput
          label={t('new.time')}
          placeholder={t('new.timeHint')}
          autoComplete="off"
          value={time}
          error={time.trim() !== '' && clock === null ? t('new.timeUnclear') : undefined}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </Group>
    </ReasonDialog>
  );
}
