import { Button, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { contract as encountersContract } from '../../../encounters/contract.ts';
import { contract } from '../../verifying/contract.ts';
import classes from '../intake.module.css';

type Opened = ResponseOf<typeof contract.verification>;
type Entries = NonNullable<Opened['entries']>;
type Side = 'filed' | 'entered';

export interface SettleFormProps {
  readonly id: string;
  readonly entries: Entries;
  readonly patients: Opened['patients'];
  readonly onDone: (text: string) => void;
}

/** Both entries of each field that differs; who is right is a choice, and the page beside it decides. */
export function SettleForm({ id, entries, patients, onDone }: SettleFormProps) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { typeOf } = useDocumentTypes();
  const [right, setRight] = useState<Partial<Record<string, Side>>>({});
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const settle = useAct(contract.settleDifference, { onDone: () => onDone(t('verify.settled')) });
  const encounters = useRead(
    encountersContract.list,
    { params: { id: entries.filed.patientId } },
    { enabled: entries.differs.includes('encounter') && may('encounters/read') },
  );
  const word = (field: string, side: Side): string => {
    const entry = entries[side];
    switch (field) {
      case 'patient': {
        const one = patients.find(({ patientId }) => patientId === entry.patientId);
        if (one === undefined) return t('verify.hidden');
        return [
          one.name,
          ...(one.birthDate === null ? [] : [dates.day(one.birthDate)]),
          ...(one.mrn === null ? [] : [t('form.mrn', { mrn: one.mrn })]),
        ].join(' · ');
      }
      case 'encounter': {
        const one = encounters.data?.encounters.find((each) => each.id === entry.encounterId);
        if (one === undefined) return t('verify.none');
        return [one.startedAt === null ? t('form.noDay') : dates.dayOf(one.startedAt), one.typeText ?? one.class].join(
          ' · ',
        );
      }
      case 'type':
        return typeOf(entry.typeCode)?.name ?? t('verify.none');
      default:
        return entry.date === null ? t('verify.none') : dates.day(entry.date);
    }
  };
  const submit = () => {
    const missing: FieldError[] = [
      ...entries.differs.flatMap((field) =>
        right[field] === undefined ? [{ field: `settle-${field}-filed`, text: t(`verify.choose.${field}`) }] : [],
      ),
      ...(reason.trim().length < 3 ? [{ field: 'settle-reason', text: t('verify.reasonMissing') }] : []),
    ];
    setErrors(missing);
    setAttempt((before) => before + 1);
    if (missing.length === 0) settle.run({ params: { id }, body: { right, reason: reason.trim() } });
  };
  return (
    <div className={classes['form']} role="form" aria-label={t('verify.settleTitle')}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {settle.error !== null && <ProblemNotice error={settle.error} takeFocus />}
      <Text size="sm">{t('verify.settleIntro')}</Text>
      {entries.differs.map((field) => (
        <Radio.Group
          key={field}
          label={t(`verify.field.${field}`)}
          value={right[field] ?? ''}
          onChange={(side) => setRight((before) => ({ ...before, [field]: side as Side }))}
        >
          <Stack gap={4} mt={4}>
            {(['filed', 'entered'] as const).map((side) => (
              <Radio
                key={side}
                id={`settle-${field}-${side}`}
                value={side}
                label={`${t(`verify.side.${side}`)}: ${word(field, side)}`}
              />
            ))}
          </Stack>
        </Radio.Group>
      ))}
      <Textarea
        id="settle-reason"
        label={t('verify.reason')}
        required
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button loading={settle.isPending} onClick={submit}>
        {t('verify.settle')}
      </Button>
    </div>
  );
}
