import { Checkbox, Fieldset, MultiSelect, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayIn } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { courtContract } from '../../court/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { parseMoney, toField } from '../fees/money.ts';
import {
  ASSURANCES,
  chosen,
  type Court,
  isOrder,
  ISSUERS,
  type Process,
  PROCESS_KINDS,
  type ProcessBody,
  SERVED_HOW,
  useCourtAct,
} from './court.ts';
import { type PaperChosen, PaperField, paperOf } from './PaperField.tsx';

const BATES = /^[A-Z0-9][A-Z0-9-]{0,11}$/;
const SYSTEMS = ['not-said', 'state', 'federal'] as const;
type DayName = 'servedOn' | 'returnOn' | 'objectionUntil' | 'from' | 'to';

export interface ProcessDialogProps {
  readonly open: ReleaseCase;
  readonly court: Court;
  readonly onClose: () => void;
}

/** What was served, read off the paper once; a correction starts from what was recorded. */
export function ProcessDialog({ open, court, onClose }: ProcessDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const { zone } = useCalendar();
  const { choices } = useDocumentTypes();
  const [now] = useState(() => new Date());
  const [said, setSaid] = useState(() => fieldsOf(court.process, open, dayIn(zone, now)));
  const [unclear, setUnclear] = useState<readonly string[]>([]);
  const record = useCourtAct(courtContract.recordProcess, {
    onDone: ({ clock }) => {
      onClose();
      showDone(clock === null ? t('court.recorded') : t('court.recordedClock', { day: dates.day(clock.dueOn) }));
    },
  });
  const change = (more: Partial<Fields>) => setSaid((before) => ({ ...before, ...more }));
  const text = (name: TextName, more: { required?: boolean; maxLength?: number; description?: string } = {}) => ({
    label: t(`court.${name}`),
    maxLength: 200,
    value: said[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      change({ [name]: event.currentTarget.value }),
    ...more,
  });
  const day = (name: DayName, more: { required?: boolean; hint?: string } = {}) => (
    <DateField
      id={`court-${name}`}
      label={t(`court.${name}`)}
      lies="any"
      value={said[name]}
      now={now}
      onInvalid={() => setUnclear((before) => [...new Set([...before, name])])}
      onChange={(value) => {
        setUnclear((before) => before.filter((each) => each !== name));
        change({ [name]: value });
      }}
      {...more}
    />
  );
  const fee = parseMoney(said.fee);
  const bates = said.bates.trim().toUpperCase();
  const batesWrong = bates !== '' && !BATES.test(bates);
  const blocked =
    unclear.length > 0 ||
    fee === undefined ||
    batesWrong ||
    [said.court, said.caption, said.issuerName, said.servedOn].some((each) => each.trim() === '');
  const known = open.scope?.documents ?? [];
  return (
    <ConfirmDialog
      opened
      title={t(court.process === null ? 'court.record' : 'court.correct')}
      text={t('court.recordText')}
      action={t('court.save')}
      busy={record.isPending}
      blocked={blocked}
      onConfirm={() => record.run({ params: { id: open.id }, body: bodyOf(said, fee ?? 0, bates) })}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {record.error !== null && <ProblemNotice error={record.error} takeFocus />}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NativeSelect
            label={t('court.kind')}
            data-autofocus
            value={said.kind}
            onChange={(event) => change({ kind: chosen(PROCESS_KINDS, event.currentTarget.value, said.kind) })}
            data={PROCESS_KINDS.map((value) => ({ value, label: t(`court.kinds.${value}`) }))}
          />
          <TextInput {...text('court', { required: true })} />
          <NativeSelect
            label={t('court.system')}
            description={t('court.systemHint')}
            value={said.system}
            onChange={(event) => change({ system: chosen(SYSTEMS, event.currentTarget.value, said.system) })}
            data={SYSTEMS.map((value) => ({ value, label: t(`court.systems.${value}`) }))}
          />
          <TextInput {...text('caption', { required: true, maxLength: 500 })} />
          <TextInput {...text('caseNumber')} />
          <TextInput {...text('issuerName', { required: true })} />
          <NativeSelect
            label={t('court.issuerClass')}
            value={said.issuerClass}
            onChange={(event) => change({ issuerClass: chosen(ISSUERS, event.currentTarget.value, said.issuerClass) })}
            data={ISSUERS.map((value) => ({ value, label: t(`court.issuers.${value}`) }))}
          />
          {day('servedOn', { required: true })}
          <NativeSelect
            label={t('court.servedHow')}
            value={said.servedHow}
            onChange={(event) => change({ servedHow: chosen(SERVED_HOW, event.currentTarget.value, said.servedHow) })}
            data={SERVED_HOW.map((value) => ({ value, label: t(`court.services.${value}`) }))}
          />
          {day('returnOn')}
          <TextInput {...text('returnPlace')} />
          <NativeSelect
            label={t('court.wants')}
            value={said.appearance ? 'appearance' : 'records'}
            onChange={(event) => change({ appearance: event.currentTarget.value === 'appearance' })}
            data={(['records', 'appearance'] as const).map((value) => ({ value, label: t(`court.wanted.${value}`) }))}
          />
          <TextInput
            {...text('fee')}
            inputMode="decimal"
            placeholder="40.00"
            error={fee === undefined ? t('court.feeUnclear') : undefined}
          />
        </SimpleGrid>
        {!isOrder(said.kind) && (
          <Fieldset legend={t('court.assurance')}>
            <Stack gap="sm">
              <NativeSelect
                label={t('court.assuranceWhich')}
                value={said.assurance}
                onChange={(event) =>
                  change({ assurance: chosen(ASSURANCES, event.currentTarget.value, said.assurance) })
                }
                data={ASSURANCES.map((value) => ({ value, label: t(`court.assurances.${value}`) }))}
              />
              {said.assurance !== 'none' && (
                <Textarea {...text('assuranceProof', { required: true, maxLength: 2000 })} autosize minRows={2} />
              )}
              {said.assurance !== 'none' && day('objectionUntil', { hint: t('court.objectionHint') })}
            </Stack>
          </Fieldset>
        )}
        <Fieldset legend={t('court.order')}>
          <Stack gap="sm">
            <Textarea
              {...text('orderWords', { maxLength: 2000, description: t('court.orderHint') })}
              autosize
              minRows={2}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              {day('from')}
              {day('to')}
            </SimpleGrid>
            <MultiSelect
              label={t('court.types')}
              placeholder={said.types.length === 0 ? t('scope.allTypes') : ''}
              searchable
              clearable
              limit={50}
              value={[...said.types]}
              onChange={(types) => change({ types })}
              data={choices.map(({ value, label }) => ({ value, label }))}
            />
            {known.length > 0 && (
              <MultiSelect
                label={t('court.documents')}
                searchable
                clearable
                limit={50}
                value={[...said.documents]}
                onChange={(documents) => change({ documents })}
                data={known.map(({ documentId, typeName, title, date }) => ({
                  value: documentId,
                  label: [title ?? typeName, date === null ? null : dates.day(date)].filter(Boolean).join(', '),
                }))}
              />
            )}
          </Stack>
        </Fieldset>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Checkbox
            label={t('court.certified')}
            checked={said.certified}
            onChange={(event) => change({ certified: event.currentTarget.checked })}
          />
          <TextInput {...text('bates')} error={batesWrong ? t('court.batesUnclear') : undefined} />
        </SimpleGrid>
        <PaperField papers={court.papers} value={said.paper} onChange={(paper) => change({ paper })} />
      </Stack>
    </ConfirmDialog>
  );
}

type TextName =
  'court' | 'caption' | 'caseNumber' | 'issuerName' | 'returnPlace' | 'fee' | 'assuranceProof' | 'orderWords' | 'bates';

type Fields = Readonly<Record<TextName | DayName, string>> & {
  readonly kind: Process['kind'];
  readonly system: (typeof SYSTEMS)[number];
  readonly issuerClass: Process['issuer']['class'];
  readonly servedHow: Process['servedHow'];
  readonly assurance: Process['assurance'];
  readonly appearance: boolean;
  readonly types: readonly string[];
  readonly documents: readonly string[];
  readonly certified: boolean;
  readonly paper: PaperChosen;
};

function fieldsOf(process: Process | null, open: ReleaseCase, today: string): Fields {
  return {
    kind: process?.kind ?? 'subpoena-duces-tecum',
    court: process?.court ?? '',
    system: process?.courtSystem ?? 'not-said',
    caption: process?.caption ?? '',
    caseNumber: process?.caseNumber ?? '',
    issuerName: process?.issuer.name ?? open.requester?.name ?? '',
    issuerClass: process?.issuer.class ?? 'attorney',
    servedOn: process?.servedOn ?? today,
    servedHow: process?.servedHow ?? 'in-person',
    returnOn: process?.returnOn ?? '',
    returnPlace: process?.returnPlace ?? '',
    appearance: process?.appearance ?? false,
    fee: toField(process?.feeCents ?? 0),
    assurance: process?.assurance ?? 'none',
    assuranceProof: process?.assuranceProof ?? '',
    objectionUntil: process?.objectionUntil ?? '',
    orderWords: process?.order.words ?? '',
    from: process?.order.from ?? '',
    to: process?.order.to ?? '',
    types: process?.order.typeCodes ?? [],
    documents: process?.order.documentIds ?? [],
    certified: process?.certifiedCopy ?? false,
    bates: process?.batesPrefix ?? '',
    paper: { itemId: process?.paper.itemId ?? '', words: process?.paper.words ?? '' },
  };
}

/** Only what was filled in; an order needs no assurance. */
function bodyOf(said: Fields, feeCents: number, bates: string): ProcessBody {
  const some = <K extends string>(key: K, value: string) =>
    (value.trim() === '' ? {} : { [key]: value.trim() }) as { [key in K]?: string };
  const assured = !isOrder(said.kind) && said.assurance !== 'none';
  const paper = paperOf(said.paper);
  return {
    ...{ court: said.court.trim(), caption: said.caption.trim(), kind: said.kind },
    ...(said.system === 'not-said' ? {} : { courtSystem: said.system }),
    ...some('caseNumber', said.caseNumber),
    issuer: { name: said.issuerName.trim(), class: said.issuerClass },
    ...{ servedOn: said.servedOn, servedHow: said.servedHow, appearance: said.appearance },
    ...some('returnOn', said.returnOn),
    ...some('returnPlace', said.returnPlace),
    ...(feeCents === 0 ? {} : { feeCents }),
    assurance: assured ? said.assurance : 'none',
    ...(assured
      ? { ...some('assuranceProof', said.assuranceProof), ...some('objectionUntil', said.objectionUntil) }
      : {}),
    order: {
      ...some('words', said.orderWords),
      ...some('from', said.from),
      ...some('to', said.to),
      ...(said.types.length === 0 ? {} : { typeCodes: [...said.types] }),
      ...(said.documents.length === 0 ? {} : { documentIds: [...said.documents] }),
    },
    certifiedCopy: said.certified,
    ...(bates === '' ? {} : { batesPrefix: bates }),
    ...(Object.keys(paper).length === 0 ? {} : { paper }),
  };
}
