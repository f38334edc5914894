import { Button, Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { call } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showWarning } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { type Picked, subjectPicker } from '../../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { SlotPlace } from '../../../../ui/slots.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { contract as encountersContract } from '../../../encounters/contract.ts';
import { contract as patients } from '../../../patients/contract.ts';
import { contract } from '../../verifying/contract.ts';
import classes from '../intake.module.css';
import { isObjectLabel } from '../objects/object-words.ts';

const ORDER = ['verify-patient', 'verify-encounter', 'verify-type', 'verify-date', 'verify-done'];

/** Every field begins empty: nothing of the first entry, no proposal. */
export function VerifyForm({ id, onDone }: { readonly id: string; readonly onDone: (text: string) => void }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const [now] = useState(() => new Date());
  const { choices, typeOf } = useDocumentTypes();
  const [picked, setPicked] = useState<Picked>();
  const [encounter, setEncounter] = useState<string>();
  const [typeCode, setType] = useState<string>();
  const [date, setDate] = useState('');
  const [unclear, setUnclear] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const ofPatient = typeOf(typeCode)?.level === 'patient';
  const encounters = useRead(
    encountersContract.list,
    { params: { id: picked?.id ?? '' } },
    { enabled: picked !== undefined && may('encounters/read') },
  );
  const enter = useAct(contract.enterAgain, {
    onDone: ({ agreed }) => onDone(t(agreed ? 'verify.agreed' : 'verify.differs')),
  });
  useEffect(() => document.getElementById('verify-patient')?.focus(), []);

  const pick = (one: Picked | undefined) => {
    setPicked(one);
    setEncounter(undefined);
  };
  const scanned = async (code: string) => {
    const { patients: found } = await call(patients.search, { body: { mrn: code, limit: 2 } });
    const [one, other] = found.filter(({ mrns }) => mrns.includes(code));
    if (one === undefined || other !== undefined) return showWarning(t('form.scanUnknown'));
    pick({
      id: one.id,
      name: one.name,
      identifiers: [
        ...(one.birthDate === null ? [] : [dates.day(one.birthDate)]),
        ...one.mrns.map((mrn) => t('form.mrn', { mrn })),
      ],
    });
  };
  const submit = () => {
    const missing: FieldError[] = [
      ...(picked === undefined ? [{ field: 'verify-patient', text: t('verify.patientMissing') }] : []),
      ...(typeCode === undefined ? [{ field: 'verify-type', text: t('verify.typeMissing') }] : []),
      ...(unclear ? [{ field: 'verify-date', text: t('verify.dateUnclear') }] : []),
    ];
    setErrors(missing);
    setAttempt((before) => before + 1);
    if (missing.length > 0 || picked === undefined || typeCode === undefined) return;
    enter.run({
      params: { id },
      body: {
        ...{ patientId: picked.id, typeCode },
        ...(encounter === undefined || ofPatient ? {} : { encounterId: encounter }),
        ...(date === '' ? {} : { date }),
      },
    });
  };
  useCommands([{ id: 'verify.done', label: t('verify.done'), keys: ['Mod+Enter'], run: submit }], {
    onWand: (code) => {
      // The label of a thing opens the thing.
      if (isObjectLabel(code)) return false;
      scanned(code).catch(() => showWarning(t('form.scanUnknown')));
      return true;
    },
  });
  const goOn = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const after = ORDER[ORDER.indexOf(event.target.id) + 1];
    if (after !== undefined) document.getElementById(after)?.focus();
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <div className={classes['form']} role="form" aria-label={t('verify.title')} onKeyDown={goOn}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {enter.error !== null && <ProblemNotice error={enter.error} takeFocus />}
      <Text size="sm">{t('verify.intro')}</Text>
      <SlotPlace
        slot={subjectPicker}
        may={may}
        props={{
          ...{ id: 'verify-patient', label: t('form.patient'), picked, onPick: pick },
          error: errorOf('verify-patient'),
        }}
      />
      {!ofPatient && (
        <ChoiceField
          id="verify-encounter"
          label={t('form.encounter')}
          disabled={picked === undefined}
          choices={(encounters.data?.encounters ?? []).map((each) => ({
            value: each.id,
            label: [
              each.startedAt === null ? t('form.noDay') : dates.dayOf(each.startedAt),
              each.typeText ?? each.class,
            ].join(' · '),
            aliases: each.visitNumber === null ? [] : [each.visitNumber],
          }))}
          value={encounter}
          onChange={setEncounter}
        />
      )}
      <ChoiceField
        id="verify-type"
        label={t('form.type')}
        required
        choices={choices}
        value={typeCode}
        onChange={setType}
        error={errorOf('verify-type')}
      />
      <DateField
        id="verify-date"
        label={t('form.date')}
        value={date}
        onChange={(to) => {
          setUnclear(false);
          setDate(to);
        }}
        onInvalid={() => setUnclear(true)}
        error={errorOf('verify-date')}
        now={now}
      />
      <Button id="verify-done" loading={enter.isPending} onClick={submit} rightSection={<Shortcut keys="Mod+Enter" />}>
        {t('verify.done')}
      </Button>
    </div>
  );
}
