import { MultiSelect, NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { dayIn } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { useEncounterChoices } from '../../../encounters/web/index.tsx';
import { contract } from '../../contract.ts';
import { PLACED_WAYS, REACH_WAYS, restrictionContract } from '../../restrictions/contract.ts';
import { word } from '../words.ts';

type Body = BodyOf<typeof restrictionContract.recordRestriction>;
const KINDS = ['paid-in-full', 'agreed', 'confidential-communication'] as const;
const ANSWERS = ['agreed', 'later'] as const;

/** Records what a patient asked; a refusal is answered afterwards, with its reason. */
export function RestrictionDialog(props: { readonly patientId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [kind, setKind] = useState<Body['kind']>('paid-in-full');
  const [words, setWords] = useState('');
  const [askedOn, setAskedOn] = useState(() => dayIn(zone, now));
  const [askedHow, setAskedHow] = useState<Body['askedHow']>('in-writing');
  const [recipients, setRecipients] = useState<string[]>([]);
  const [recipientName, setRecipientName] = useState('');
  const [encounterIds, setEncounterIds] = useState<string[]>([]);
  const [typeCodes, setTypeCodes] = useState<string[]>([]);
  const [serviceFrom, setServiceFrom] = useState('');
  const [serviceTo, setServiceTo] = useState('');
  const [holdsTo, setHoldsTo] = useState('');
  const [means, setMeans] = useState('');
  const [reachBy, setReachBy] = useState<Body['reachBy']>('mail');
  const [reachTo, setReachTo] = useState('');
  const [answer, setAnswer] = useState<(typeof ANSWERS)[number]>('agreed');
  const { choices: encounters } = useEncounterChoices(props.patientId);
  const { choices: types } = useDocumentTypes();
  const known = useRead(contract.words, {});
  const record = useAct(restrictionContract.recordRestriction, {
    changes: [restrictionContract.restrictions, restrictionContract.caseRestrictions],
    onDone: props.onClose,
  });
  const reached = kind === 'confidential-communication';
  const placed = reachBy !== undefined && PLACED_WAYS.includes(reachBy);
  const unplaced = placed ? reachTo.trim() === '' : means.trim() === '';
  const body: Body = {
    kind,
    askedOn,
    askedHow,
    words: words.trim(),
    ...(answer === 'agreed' ? { answer: { answer } } : {}),
    ...(reached ? { means: means.trim() === '' ? lineOf(reachTo) : means.trim() } : {}),
    ...(reached && reachBy !== undefined ? { reachBy, ...(placed ? { reachTo: reachTo.trim() } : {}) } : {}),
    ...(holdsTo === '' ? {} : { holdsTo }),
    ...(reached || encounterIds.length === 0 ? {} : { encounterIds }),
    ...(reached || typeCodes.length === 0 ? {} : { typeCodes }),
    ...(reached || serviceFrom === '' ? {} : { serviceFrom }),
    ...(reached || serviceTo === '' ? {} : { serviceTo }),
    ...(kind !== 'agreed' || recipientName.trim() === '' ? {} : { recipientName: recipientName.trim() }),
    ...(kind !== 'agreed' || recipients.length === 0
      ? {}
      : { recipients: recipients as NonNullable<Body['recipients']> }), // chosen from the list of the server
  };
  const unsaid = kind === 'paid-in-full' && encounterIds.length === 0 && serviceFrom === '';
  return (
    <ConfirmDialog
      opened
      title={t('restriction.record')}
      text={t('restriction.recordText')}
      action={t('restriction.record')}
      busy={record.isPending}
      blocked={words.trim() === '' || askedOn === '' || unsaid || (reached && unplaced)}
      onConfirm={() => record.run({ params: { patientId: props.patientId }, body })}
      onCancel={props.onClose}
    >
      {record.error !== null && <ProblemNotice error={record.error} takeFocus />}
      <Radio.Group
        label={t('restriction.kind')}
        value={kind}
        onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'agreed')}
      >
        <Stack gap={6} mt={4}>
          {KINDS.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`restriction.kinds.${value}`)}
              description={t(`restriction.hints.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('restriction.words')}
        required
        autosize
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {reached && (
        <>
          <NativeSelect
            label={t('reach.way')}
            value={reachBy ?? ''}
            onChange={(event) => setReachBy(REACH_WAYS.find((each) => each === event.currentTarget.value))}
            data={[
              ...REACH_WAYS.map((value) => ({ value, label: t(`reach.ways.${value}`) })),
              { value: '', label: t('reach.ways.words') },
            ]}
          />
          {placed && (
            <Textarea
              label={t(`reach.places.${reachBy === 'fax' || reachBy === 'email' ? reachBy : 'mail'}`)}
              required
              autosize
              minRows={reachBy === 'mail' ? 2 : 1}
              maxLength={500}
              value={reachTo}
              onChange={(event) => setReachTo(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={t(placed ? 'reach.more' : 'restriction.means')}
            required={!placed}
            maxLength={500}
            value={means}
            onChange={(event) => setMeans(event.currentTarget.value)}
          />
        </>
      )}
      {kind === 'agreed' && (
        <>
          <MultiSelect
            label={t('restriction.recipients')}
            placeholder={recipients.length === 0 ? t('restriction.everybody') : ''}
            clearable
            value={recipients}
            onChange={setRecipients}
            data={(known.data?.requesterClasses ?? []).map((value) => ({ value, label: word('classes', value, t) }))}
          />
          <TextInput
            label={t('restriction.recipientName')}
            maxLength={200}
            value={recipientName}
            onChange={(event) => setRecipientName(event.currentTarget.value)}
          />
        </>
      )}
      {!reached && (
        <>
          <MultiSelect
            label={t('restriction.encounterChoice')}
            searchable
            clearable
            value={encounterIds}
            onChange={setEncounterIds}
            data={encounters.map(({ value, label }) => ({ value, label }))}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <DateField
              id="restriction-from"
              label={t('restriction.serviceFrom')}
              value={serviceFrom}
              onChange={setServiceFrom}
              now={now}
            />
            <DateField
              id="restriction-to"
              label={t('restriction.serviceTo')}
              value={serviceTo}
              onChange={setServiceTo}
              now={now}
            />
          </SimpleGrid>
          <MultiSelect
            label={t('restriction.types')}
            placeholder={typeCodes.length === 0 ? t('scope.allTypes') : ''}
            searchable
            clearable
            limit={50}
            value={typeCodes}
            onChange={setTypeCodes}
            data={types.map(({ value, label }) => ({ value, label }))}
          />
        </>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <DateField
          id="restriction-asked"
          label={t('restriction.askedOn')}
          required
          lies="past"
          value={askedOn}
          onChange={setAskedOn}
          now={now}
        />
        <DateField
          id="restriction-holds-to"
          label={t('restriction.holdsTo')}
          value={holdsTo}
          onChange={setHoldsTo}
          now={now}
        />
      </SimpleGrid>
      <Radio.Group
        label={t('restriction.askedHow')}
        value={askedHow}
        onChange={(value) => setAskedHow(value === 'orally' ? 'orally' : 'in-writing')}
      >
        <Stack gap={6} mt={4}>
          {(['in-writing', 'orally'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`restriction.how.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('restriction.answer')}
        value={answer}
        onChange={(value) => setAnswer(value === 'later' ? 'later' : 'agreed')}
      >
        <Stack gap={6} mt={4}>
          {ANSWERS.map((value) => (
            <Radio key={value} value={value} label={t(`restriction.answers.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}

function lineOf(place: string): string {
  return place
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(', ');
}
