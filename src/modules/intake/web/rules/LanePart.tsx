import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { laneContract as contract } from '../../lane/contract.ts';
import { LaneForm } from './LaneForm.tsx';
import { LANE_SOURCES, wordsOfLane } from './lane-words.ts';
import { RuleList } from './RuleList.tsx';
import { useSetColumns } from './use-set-columns.tsx';

export type LaneRow = ResponseOf<typeof contract.rules>['rules'][number];

const keyOf = (row: LaneRow) => `${row.what} ${row.code}`;
const historyKey = (row: LaneRow) => `${row.what} ${row.code} ${row.setAt} ${row.setBy}`;

/** Which types and sources cannot wait. */
export function LanePart() {
  const t = useTexts('intake');
  const { typeOf } = useDocumentTypes();
  const read = useRead(contract.rules, { query: {} });
  const [editing, setEditing] = useState<LaneRow | 'new'>();
  const set = useSetColumns<LaneRow>(read.data?.people);
  const columns: Column<LaneRow>[] = [
    {
      ...{ key: 'what', header: t('laneRules.what'), names: true },
      cell: ({ what, code }) =>
        what === 'type' ? (typeOf(code)?.name ?? '') : t('laneRules.from', { source: t(`source.${code}`) }),
    },
    {
      ...{ key: 'lane', header: t('laneRules.lane') },
      cell: ({ lane }) => <Mark tone={lane === 'stat' ? 'attention' : 'neutral'}>{t(`laneRules.lanes.${lane}`)}</Mark>,
    },
    {
      ...{ key: 'because', header: t('laneRules.because') },
      cell: ({ lane, laneReason }) => (lane === 'stat' ? wordsOfLane(laneReason, t) : ''),
    },
    ...set,
  ];
  return (
    <>
      <RuleList
        title={t('siteRules.tabs.lane')}
        intro={t('laneRules.intro')}
        addLabel={t('laneRules.add')}
        none={t('laneRules.none')}
        columns={columns}
        rows={read.data?.rules}
        rowKey={keyOf}
        history={read.data?.history}
        historyKey={historyKey}
        historyColumns={columns}
        error={read.error}
        onRetry={() => void read.refetch()}
        onAdd={() => setEditing('new')}
        onOpen={setEditing}
        adding={editing !== undefined}
      >
        <TryLane />
      </RuleList>
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t('laneRules.dialog')}>
        {editing !== undefined && (
          <LaneForm row={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
        )}
      </Dialog>
    </>
  );
}

function TryLane() {
  const t = useTexts('intake');
  const { choices } = useDocumentTypes();
  const [typeCode, setTypeCode] = useState<string>();
  const [source, setSource] = useState('');
  const [heading, setHeading] = useState('');
  const trial = useAct(contract.tryRules);
  const run = () =>
    trial.run({
      body: {
        ...(typeCode === undefined ? {} : { typeCode }),
        ...(source === '' ? {} : { source }),
        ...(heading.trim() === '' ? {} : { heading: heading.trim() }),
      },
    });
  return (
    <Paper component="section" radius="md" p="md" withBorder aria-label={t('laneRules.try.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Stack gap="sm">
          <Text fw={600}>{t('laneRules.try.title')}</Text>
          <Group align="end">
            <ChoiceField
              id="try-lane-type"
              label={t('laneRules.try.type')}
              choices={choices}
              value={typeCode}
              onChange={setTypeCode}
            />
            <NativeSelect
              label={t('laneRules.try.source')}
              value={source}
              data={[
                { value: '', label: t('laneRules.try.anySource') },
                ...LANE_SOURCES.map((value) => ({ value, label: t(`source.${value}`) })),
              ]}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            <TextInput
              label={t('laneRules.try.heading')}
              autoComplete="off"
              value={heading}
              onChange={(event) => setHeading(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={trial.isPending}>
              {t('laneRules.try.go')}
            </Button>
          </Group>
          {trial.error !== null && <ProblemNotice error={trial.error} />}
          <div role="status">
            {trial.data !== undefined && (
              <Notice
                tone={trial.data.lane === 'stat' ? 'attention' : 'info'}
                title={t(`laneRules.lanes.${trial.data.lane}`)}
              >
                {trial.data.reason !== null && wordsOfLane(trial.data.reason, t)}
              </Notice>
            )}
          </div>
        </Stack>
      </form>
    </Paper>
  );
}
