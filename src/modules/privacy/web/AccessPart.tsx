import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { accessesContract } from '../accesses/contract.ts';

type Report = ResponseOf<typeof accessesContract.accesses>;
type Access = Report['accesses'][number];
type HandOver = Report['disclosures'][number];

/** What a patient is told who asks who looked: on the screen as in the letter that is made of it. */
export function AccessPart({ patientId }: RecordPartProps) {
  const t = useTexts('privacy');
  const [now] = useState(() => new Date());
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [language, setLanguage] = useState<'' | 'en' | 'es'>('');
  const days = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
  const read = useRead(accessesContract.accesses, { params: { patientId }, query: days });
  const write = useAct(accessesContract.writeAccesses, {
    onDone: ({ letterNumber }) => showDone(t('accesses.drafted', { number: letterNumber })),
  });
  return (
    <Stack gap="sm">
      <Text size="sm" maw={620}>
        {t(read.data?.staffNames === false ? 'accesses.introRoles' : 'accesses.intro')}
      </Text>
      <Group align="end">
        <DateField
          id="accesses-from"
          label={t('accesses.from')}
          value={from === '' ? (read.data?.from ?? '') : from}
          onChange={setFrom}
          now={now}
        />
        <DateField
          id="accesses-to"
          label={t('accesses.to')}
          value={to === '' ? (read.data?.to ?? '') : to}
          onChange={setTo}
          now={now}
        />
        <NativeSelect
          label={t('accesses.language')}
          value={language}
          onChange={(event) => setLanguage(LANGUAGES.find((each) => each === event.currentTarget.value) ?? '')}
          data={LANGUAGES.map((value) => ({
            value,
            label: t(`accesses.languages.${value === '' ? 'own' : value}`),
          }))}
        />
        <Button
          variant="default"
          loading={write.isPending}
          onClick={() =>
            write.run({ params: { patientId }, body: { ...days, ...(language === '' ? {} : { language }) } })
          }
        >
          {t('accesses.write')}
        </Button>
      </Group>
      {write.error !== null && <ProblemNotice error={write.error} takeFocus />}
      {read.data?.more === true && (
        <Notice tone="attention" title={t('accesses.more')}>
          {t('accesses.moreText')}
        </Notice>
      )}
      <Title order={3} size="h5">
        {t('accesses.here')}
      </Title>
      <RecordsTable
        label={t('accesses.here')}
        columns={useAccessColumns()}
        rows={read.data?.accesses}
        rowKey={accessKey}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="check" title={t('accesses.nobody')} />}
      />
      <Title order={3} size="h5">
        {t('accesses.out')}
      </Title>
      <RecordsTable
        aside
        label={t('accesses.out')}
        columns={useHandOverColumns()}
        rows={read.data?.disclosures}
        rowKey={handOverKey}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="check" title={t('accesses.toNobody')} />}
      />
    </Stack>
  );
}

const LANGUAGES = ['', 'en', 'es'] as const;
const accessKey = (row: Access) =>
  `${row.name ?? row.roles.join()} ${row.kind} ${row.did} ${row.purpose} ${row.firstAt}`;
const handOverKey = (row: HandOver) => `${row.on} ${row.to} ${row.what} ${row.why}`;

function useAccessColumns(): Column<Access>[] {
  const t = useTexts('privacy');
  const dates = useDates();
  return [
    {
      ...{ key: 'who', header: t('accesses.who'), names: true, solid: true },
      cell: ({ name, roles, who }) => {
        const duties = roles.map((role) => t(`accesses.roles.${role}`)).join(', ');
        const someone = duties === '' ? t(`accesses.kindsOfActor.${who}`) : duties;
        return name === null ? someone : `${name} (${someone})`;
      },
    },
    {
      ...{ key: 'what', header: t('accesses.what') },
      cell: ({ did, kind }) => t(`accesses.did.${did}`, { what: t(`accesses.kinds.${kind}`) }),
    },
    {
      ...{ key: 'when', header: t('accesses.when') },
      cell: ({ times, firstOn, lastOn }) =>
        times === 1
          ? dates.day(lastOn)
          : firstOn === lastOn
            ? t('accesses.timesSameDay', { count: times, day: dates.day(lastOn) })
            : t('accesses.times', { count: times, from: dates.day(firstOn), to: dates.day(lastOn) }),
    },
    {
      ...{ key: 'why', header: t('accesses.why') },
      cell: ({ purpose }) => t(`accesses.purposes.${purpose}`),
    },
  ];
}

function useHandOverColumns(): Column<HandOver>[] {
  const t = useTexts('privacy');
  const dates = useDates();
  return [
    { ...{ key: 'on', header: t('accesses.when'), solid: true }, cell: ({ on }) => dates.day(on) },
    { ...{ key: 'to', header: t('accesses.toWhom'), names: true }, cell: ({ to }) => to },
    { ...{ key: 'what', header: t('accesses.what') }, cell: ({ what }) => what },
    { ...{ key: 'why', header: t('accesses.why') }, cell: ({ why }) => why },
  ];
}
