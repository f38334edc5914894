import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import {
  payerContract,
  deriveFileNames,
  DESTINATION_KINDS,
  NAME_CHARACTERS,
  WAYS,
  type Way,
} from '../../payers/contract.ts';
import { RequesterFinder } from '../requesters/RequesterFinder.tsx';
import { type ListedDestination } from './payer.ts';

const MEGA = 1_000_000;
const EXAMPLE = {
  ...{ case: 'AB-12345', claim: 'CL778801', family: 'Alvarez', given: 'Rosa', mrn: '00001234', date: '20261128' },
};

export interface DestinationFormProps {
  readonly of: ListedDestination | undefined;
  readonly onClose: () => void;
}

/** The rules of one destination, with the name that two files would get by them. */
export function DestinationForm({ of, onClose }: DestinationFormProps) {
  const t = useTexts('release');
  const [requester, setRequester] = useState(of === undefined ? undefined : { id: of.requesterId, name: of.requester });
  const [words, setWords] = useState({
    name: of?.name ?? '',
    kind: of?.kind ?? ('payer' as const),
    namePattern: of?.namePattern ?? '{claim}-{family}-{date}-{sequence}',
    nameLength: of?.nameLength ?? 60,
    nameCharacters: of?.nameCharacters ?? ('letters-digits-dashes' as const),
    fileMega: (of?.fileBytes ?? 100 * MEGA) / MEGA,
    submissionMega: (of?.submissionBytes ?? 500 * MEGA) / MEGA,
    ways: (of?.ways ?? ['portal']) as readonly Way[],
    letterFirst: of?.letterFirst ?? false,
    caseFormat: of?.caseFormat ?? '',
    notes: of?.notes ?? '',
    retired: of?.retired ?? false,
  });
  const change = (more: Partial<typeof words>) => setWords((before) => ({ ...before, ...more }));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const options = { changes: [payerContract.destinations, payerContract.payerCase], onDone: onClose };
  const add = useAct(payerContract.addDestination, options);
  const save = useAct(payerContract.changeDestination, options);
  const error = add.error ?? save.error;
  const send = () => {
    const missing = [
      ...(requester === undefined ? [{ field: 'destination-requester', text: t('payer.form.requesterMissing') }] : []),
      ...(words.name.trim() === '' ? [{ field: 'destination-name', text: t('payer.form.nameMissing') }] : []),
      ...(words.ways.length === 0 ? [{ field: 'destination-way-portal', text: t('payer.form.wayMissing') }] : []),
    ];
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length > 0 || requester === undefined) return;
    const { fileMega, submissionMega, caseFormat, notes, retired, ways, ...rest } = words;
    const body = {
      ...rest,
      name: words.name.trim(),
      requesterId: requester.id,
      ways: [...ways],
      fileBytes: Math.round(fileMega * MEGA),
      submissionBytes: Math.round(submissionMega * MEGA),
      ...(caseFormat.trim() === '' ? {} : { caseFormat: caseFormat.trim() }),
      ...(notes.trim() === '' ? {} : { notes: notes.trim() }),
    };
    if (of === undefined) add.run({ body });
    else save.run({ params: { destinationId: of.id }, body: { ...body, retired, version: of.version } });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const example = deriveFileNames(
    { pattern: words.namePattern, length: words.nameLength, characters: words.nameCharacters },
    EXAMPLE,
    2,
  ).names.join(', ');
  const mega = (key: 'fileMega' | 'submissionMega') => (
    <NumberInput
      label={t(`payer.form.${key}`)}
      required
      min={0.1}
      max={100_000}
      decimalScale={1}
      value={words[key]}
      onChange={(value) => change({ [key]: Number(value) || 0 })}
    />
  );
  return (
    <Stack gap="md">
      <ErrorSummary errors={errors} attempt={attempt} />
      {error !== null && <ProblemNotice key={attempt} error={error} takeFocus />}
      <div id="destination-requester">
        <RequesterFinder
          label={t('payer.form.requester')}
          chosen={requester?.name}
          onChoose={(entry) =>
            setRequester(entry === undefined ? undefined : { id: entry.id, name: entry.organisation ?? entry.name })
          }
        />
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          id="destination-name"
          label={t('payer.form.name')}
          description={t('payer.form.nameHint')}
          required
          maxLength={200}
          autoComplete="off"
          error={errorOf('destination-name')}
          value={words.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('payer.destinations.kind')}
          description={t('payer.form.kindHint')}
          value={words.kind}
          data={DESTINATION_KINDS.map((value) => ({ value, label: t(`payer.kinds.${value}`) }))}
          onChange={(event) =>
            change({ kind: DESTINATION_KINDS.find((each) => each === event.currentTarget.value) ?? 'payer' })
          }
        />
        <TextInput
          label={t('payer.destinations.pattern')}
          description={t('payer.form.patternHint', { example })}
          required
          maxLength={200}
          autoComplete="off"
          value={words.namePattern}
          onChange={(event) => change({ namePattern: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('payer.form.characters')}
          value={words.nameCharacters}
          data={NAME_CHARACTERS.map((value) => ({ value, label: t(`payer.form.characterSets.${value}`) }))}
          onChange={(event) =>
            change({
              nameCharacters:
                NAME_CHARACTERS.find((each) => each === event.currentTarget.value) ?? 'letters-digits-dashes',
            })
          }
        />
        <NumberInput
          label={t('payer.form.length')}
          required
          min={12}
          max={200}
          value={words.nameLength}
          onChange={(value) => change({ nameLength: Number(value) || 12 })}
        />
        <TextInput
          label={t('payer.form.caseFormat')}
          description={t('payer.form.caseFormatHint')}
          maxLength={40}
          autoComplete="off"
          value={words.caseFormat}
          onChange={(event) => change({ caseFormat: event.currentTarget.value })}
        />
        {mega('fileMega')}
        {mega('submissionMega')}
      </SimpleGrid>
      <Checkbox.Group
        label={t('payer.accepts')}
        error={errorOf('destination-way-portal')}
        value={[...words.ways]}
        onChange={(chosen) => change({ ways: WAYS.filter((way) => chosen.includes(way)) })}
      >
        <Group mt="xs">
          {WAYS.map((way) => (
            <Checkbox key={way} id={`destination-way-${way}`} value={way} label={t(`payer.ways.${way}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox
        label={t('payer.letterFirst')}
        checked={words.letterFirst}
        onChange={(event) => change({ letterFirst: event.currentTarget.checked })}
      />
      <Textarea
        label={t('payer.notes')}
        description={t('payer.form.notesHint')}
        autosize
        maxLength={2000}
        value={words.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
      {of !== undefined && (
        <Checkbox
          label={t('payer.form.retire')}
          checked={words.retired}
          onChange={(event) => change({ retired: event.currentTarget.checked })}
        />
      )}
      <Group>
        <Button onClick={send} loading={add.isPending || save.isPending}>
          {t('payer.form.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('payer.form.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
