import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../../ui/api/call.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { subjectPicker, type Picked } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../documents/web/index.tsx';
import { contract as encounters } from '../../encounters/contract.ts';
import { sheetsContract } from '../sheets/contract.ts';
import { monitorPath } from './paths.ts';

const PLAIN = ['separator', 'type', 'batch', 'box', 'volume', 'object-labels'] as const;
const OF_PATIENT = ['cover', 'face', 'patient-labels', 'visit-labels', 'account-labels'] as const;
const NUMBERED = ['batch', 'box', 'volume', 'object-labels'];
const MOST_COPIES = 500;

/** Sheets and labels that part and name paper before it is scanned. */
export default function SheetsPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { choices: types } = useDocumentTypes();
  const [kind, setKind] = useState<string>('separator');
  const [paper, setPaper] = useState('usual');
  const [copies, setCopies] = useState<number | string>(1);
  const [number, setNumber] = useState('');
  const [typeCode, setTypeCode] = useState<string>();
  const [picked, setPicked] = useState<Picked>();
  const [encounterId, setEncounterId] = useState<string>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const ofPatient = (OF_PATIENT as readonly string[]).includes(kind);
  const numbered = NUMBERED.includes(kind);
  const takesType = kind === 'type' || kind === 'cover';
  const needsVisit = kind === 'visit-labels' || kind === 'account-labels';
  const kinds = may('intake/index') ? [...PLAIN, ...OF_PATIENT] : PLAIN;
  const visits = useRead(encounters.list, { params: { id: picked?.id ?? '' } }, { enabled: picked !== undefined });

  const print = () => {
    const missing: FieldError[] = [
      ...(numbered && number.trim() === '' ? [{ field: 'sheet-number', text: t('sheets.needsNumber') }] : []),
      ...(kind === 'type' && typeCode === undefined ? [{ field: 'sheet-type', text: t('sheets.needsType') }] : []),
      ...(ofPatient && picked === undefined ? [{ field: 'sheet-patient', text: t('sheets.needsPatient') }] : []),
      ...(needsVisit && encounterId === undefined ? [{ field: 'sheet-visit', text: t('sheets.needsVisit') }] : []),
    ];
    setErrors(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0) return;
    const common = {
      kind,
      copies: Number(copies) || 1,
      ...(paper === 'usual' ? {} : { paper }),
      ...(takesType && typeCode !== undefined ? { typeCode } : {}),
    };
    const address = ofPatient
      ? addressOf(
          sheetsContract.printOfPatient,
          { patientId: picked?.id },
          { ...common, ...(encounterId === undefined ? {} : { encounterId }) },
        )
      : addressOf(sheetsContract.print, {}, { ...common, ...(numbered ? { number: number.trim() } : {}) });
    // Beside this page: a refusal is shown there in words, and what was entered here stays.
    window.open(address, '_blank', 'noopener');
  };
  useCommands([
    {
      ...{ id: 'intake.print-sheet', label: t('sheets.print'), keys: ['Mod+Enter'], reversal: 'reading' as const },
      run: print,
    },
  ]);
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Page
      title={t('sheets.title')}
      actions={
        <Button component={Link} to={monitorPath} variant="default" size="xs">
          {t('item.back')}
        </Button>
      }
    >
      <Stack maw={560} gap="md" role="form" aria-label={t('sheets.title')}>
        <Text size="sm">{t('sheets.text')}</Text>
        <ErrorSummary errors={errors} attempt={attempt} />
        <ChoiceField
          id="sheet-kind"
          label={t('sheets.kind')}
          required
          choices={kinds.map((value) => ({ value, label: t(`sheets.kinds.${value}`) }))}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen ?? 'separator');
            setErrors([]);
          }}
          description={t(`sheets.about.${kind}`)}
        />
        {ofPatient && (
          <>
            <SlotPlace
              slot={subjectPicker}
              may={may}
              props={{
                ...{ id: 'sheet-patient', label: t('form.patient'), picked, proposed: [] },
                onPick: (chosen: Picked | undefined) => {
                  setPicked(chosen);
                  setEncounterId(undefined);
                },
                error: errorOf('sheet-patient'),
              }}
            />
            <ChoiceField
              id="sheet-visit"
              label={t('form.encounter')}
              required={needsVisit}
              disabled={picked === undefined}
              choices={(visits.data?.encounters ?? []).map((each) => ({
                value: each.id,
                label: [
                  each.startedAt === null ? t('form.noDay') : dates.dayOf(each.startedAt),
                  each.typeText ?? each.class,
                ].join(' · '),
                ...(each.visitNumber === null ? {} : { hint: each.visitNumber }),
              }))}
              value={encounterId}
              onChange={setEncounterId}
              error={errorOf('sheet-visit')}
            />
          </>
        )}
        {takesType && (
          <ChoiceField
            id="sheet-type"
            label={t('form.type')}
            required={kind === 'type'}
            choices={types}
            value={typeCode}
            onChange={setTypeCode}
            error={errorOf('sheet-type')}
          />
        )}
        {numbered && (
          <TextInput
            id="sheet-number"
            label={t('sheets.number')}
            description={t('sheets.numberText')}
            required
            maxLength={40}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            error={errorOf('sheet-number')}
          />
        )}
        <Group align="end">
          <NumberInput
            id="sheet-copies"
            label={kind.endsWith('-labels') ? t('sheets.labelSheets') : t('sheets.copies')}
            w={160}
            min={1}
            max={MOST_COPIES}
            clampBehavior="strict"
            allowDecimal={false}
            value={copies}
            onChange={setCopies}
          />
          <SegmentedControl
            aria-label={t('sheets.paper')}
            value={paper}
            onChange={setPaper}
            data={['usual', 'a4', 'letter'].map((value) => ({ value, label: t(`sheets.papers.${value}`) }))}
          />
        </Group>
        <Group>
          <Button leftSection={<Icon name="barcode" size={16} />} onClick={print}>
            {t('sheets.print')}
          </Button>
        </Group>
      </Stack>
    </Page>
  );
}
