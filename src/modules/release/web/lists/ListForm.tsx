import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { dayIn, instantOf } from '../../../../ui/dates.ts';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useCalendar } from '../../../../ui/session.ts';
import { contract } from '../../contract.ts';
import { LIST_FIELDS, listsContract } from '../../lists/contract.ts';
import { DestinationField } from '../payers/DestinationField.tsx';
import { type CaseWords } from '../case.ts';
import { COPY_FORMS } from '../description-words.ts';
import { word } from '../words.ts';
import { type ListWords, missingOfList, sentList, VIAS, wordsOfList, wordsOfSettings } from './list-words.ts';
import { type OpenList } from './ListPage.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';

type Tried = ResponseOf<typeof listsContract.tryList>;

export interface ListFormProps {
  readonly list: OpenList;
  readonly words: CaseWords;
  readonly onStarted: () => void;
}

/** Who asks, which column says what; then a dry run, then the cases. What was said for this requester before is offered. */
export function ListForm({ list, words: vocabulary, onStarted }: ListFormProps) {
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [words, setWords] = useState<ListWords>(() => wordsOfList(list, (at) => dayIn(zone, new Date(at ?? now))));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [tried, setTried] = useState<Tried>();
  const change = (more: Partial<ListWords>) => {
    setTried(undefined);
    setWords((before) => ({ ...before, ...more }));
  };
  const dry = useAct(listsContract.tryList, { onDone: setTried });
  const run = useAct(listsContract.runList, {
    changes: [listsContract.openList, listsContract.lists, contract.list],
    onDone: onStarted,
  });
  const stamp = () => {
    if (words.day === dayIn(zone, now)) return new Date().toISOString();
    return instantOf(words.day, zone);
  };
  const send = (act: typeof dry | typeof run) => {
    const missing = missingOfList(words, t);
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length > 0 || dry.isPending || run.isPending) return;
    act.run({ params: { id: list.id }, body: sentList(words, stamp()) });
  };
  useCommands([
    {
      ...{ id: 'release.list-try', label: t('lists.try'), keys: ['Mod+Enter'], reversal: 'reading' as const },
      run: () => send(dry),
    },
  ]);
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const samplesOf = (heading: string | undefined) =>
    list.columns.find((column) => column.heading === heading)?.samples.join(' · ') ?? '';
  const text = (
    key: 'name' | 'organisation' | 'phone' | 'email' | 'fax' | 'purposeWords' | 'askedFor',
    label: string,
  ) => (
    <TextInput
      id={`list-${key}`}
      label={label}
      required={key === 'name'}
      maxLength={200}
      autoComplete="off"
      value={words[key]}
      error={errorOf(`list-${key}`)}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="lg" maw="72rem">
      <ErrorSummary errors={errors} attempt={attempt} />
      {list.known.length > 0 && (
        <NativeSelect
          label={t('lists.known')}
          description={t('lists.knownHelp')}
          value=""
          data={[
            { value: '', label: t('lists.chooseKnown') },
            ...list.known.map(({ requester }, at) => ({ value: String(at), label: requester })),
          ]}
          onChange={(event) => {
            const chosen = list.known[Number(event.currentTarget.value)];
            if (event.currentTarget.value !== '' && chosen !== undefined)
              change({ ...wordsOfSettings(chosen.settings, list), day: words.day });
          }}
        />
      )}
      <section aria-label={t('lists.who')}>
        <Title order={2} mb="sm">
          {t('lists.who')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          <NativeSelect
            id="list-class"
            label={t('describe.class')}
            required
            value={words.requesterClass}
            error={errorOf('list-class')}
            data={[
              { value: '', label: t('lists.choose') },
              ...vocabulary.requesterClasses.map((value) => ({ value, label: word('classes', value, t) })),
            ]}
            onChange={(event) => change({ requesterClass: event.currentTarget.value })}
          />
          {text('name', t('describe.name'))}
          {text('organisation', t('describe.organisation'))}
          {text('phone', t('describe.phone'))}
          {text('email', t('describe.email'))}
          {text('fax', t('describe.fax'))}
          <NativeSelect
            id="list-purpose"
            label={t('describe.purpose')}
            required
            value={words.purpose}
            error={errorOf('list-purpose')}
            data={[
              { value: '', label: t('lists.choose') },
              ...vocabulary.purposes.map((value) => ({ value, label: word('purposes', value, t) })),
            ]}
            onChange={(event) => change({ purpose: event.currentTarget.value })}
          />
          {text('purposeWords', t('describe.purposeWords'))}
          {text('askedFor', t('lists.askedFor'))}
          <DestinationField value={words.destinationId} onChange={(destinationId) => change({ destinationId })} />
          <NativeSelect
            label={t('describe.copyForm')}
            value={words.copyForm}
            data={[
              { value: '', label: t('lists.noForm') },
              ...COPY_FORMS.map((value) => ({ value, label: t(`copyForms.${value}`) })),
            ]}
            onChange={(event) => change({ copyForm: event.currentTarget.value })}
          />
          <DateField
            id="list-day"
            label={t('new.received')}
            required
            lies="any"
            value={words.day}
            onChange={(day) => change({ day })}
            error={errorOf('list-day')}
            now={now}
          />
          <NativeSelect
            label={t('new.via')}
            value={words.via}
            data={VIAS.map((value) => ({ value, label: t(`vias.${value}`) }))}
            onChange={(event) => change({ via: event.currentTarget.value })}
          />
        </SimpleGrid>
      </section>
      <section aria-label={t('lists.columns')}>
        <Title order={2}>{t('lists.columns')}</Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t('lists.columnsHelp')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          {LIST_FIELDS.map((field) => (
            <NativeSelect
              key={field}
              id={`list-column-${field}`}
              label={t(`lists.field.${field}`)}
              description={samplesOf(words.columns[field]) || t('lists.noSample')}
              error={errorOf(`list-column-${field}`)}
              value={words.columns[field] ?? ''}
              data={[
                { value: '', label: t('lists.noColumn') },
                ...list.columns.map(({ heading }) => ({ value: heading, label: heading })),
              ]}
              onChange={(event) => {
                const { [field]: _former, ...others } = words.columns;
                const heading = event.currentTarget.value;
                change({ columns: heading === '' ? others : { ...others, [field]: heading } });
              }}
            />
          ))}
          <NativeSelect
            label={t('lists.dateOrder')}
            value={words.dateOrder}
            data={(['mdy', 'dmy'] as const).map((value) => ({ value, label: t(`lists.order.${value}`) }))}
            onChange={(event) => change({ dateOrder: event.currentTarget.value === 'dmy' ? 'dmy' : 'mdy' })}
          />
        </SimpleGrid>
      </section>
      {dry.error !== null && <ProblemNotice key={`dry-${attempt}`} error={dry.error} takeFocus />}
      {run.error !== null && <ProblemNotice key={`run-${attempt}`} error={run.error} takeFocus />}
      <Group>
        <Button
          variant={tried === undefined ? 'filled' : 'default'}
          loading={dry.isPending}
          onClick={() => send(dry)}
          rightSection={<Shortcut keys="Mod+Enter" />}
        >
          {t('lists.try')}
        </Button>
        {tried !== undefined && (
          <Button
            loading={run.isPending}
            disabled={tried.counts.created + tried.counts.known === 0}
            onClick={() => send(run)}
          >
            {t('lists.run', { count: tried.counts.created })}
          </Button>
        )}
        {tried === undefined && (
          <Text size="sm" c="dimmed">
            {t('lists.tryHelp')}
          </Text>
        )}
      </Group>
      {tried !== undefined && (
        <Stack gap="sm">
          <Notice tone={tried.counts.refused > 0 ? 'attention' : 'good'} title={t('lists.triedTitle')}>
            {t('lists.triedCounts', { ...tried.counts })}
          </Notice>
          <OutcomeTable dry rows={tried.outcomes} of={tried.counts.rows} />
        </Stack>
      )}
    </Stack>
  );
}
