import { Chip, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { branchesOf, branchKey, FILTERS, passes, TREES, type Filter } from './branches.ts';
import classes from './documents.module.css';
import { FoundInRecord } from './FoundInRecord.tsx';
import { HoldsStrip, PlaceHoldButton } from './HoldsStrip.tsx';
import { documentPath } from './paths.ts';
import { setFindText, useFindText } from './find-text.ts';
import { StatusMarks, type DocumentSummary } from './status-marks.tsx';
import { useEncounterNames } from './use-encounter-names.ts';

const keyOf = (document: DocumentSummary) => document.id;
const LEAST_TYPED = 2;

/** The record's documents: branches on the left, the chosen branch as a list, full text above both. */
export function DocumentsPart({ patientId }: RecordPartProps) {
  const t = useTexts('documents');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const find = useRef<HTMLInputElement>(null);
  const [{ by: askedBy, branch }, change] = useAddress(['by', 'branch']);
  const by = TREES.find((each) => each === askedBy) ?? 'section';
  const [filters, setFilters] = useState<readonly Filter[]>([]);
  const text = useFindText(patientId);
  const encounterName = useEncounterNames(patientId);
  const read = useRead(contract.list, { params: { patientId }, query: {} }, { live: ['documents.'] });
  const types = useRead(contract.listTypes, {});
  const sections = types.data?.sections ?? {};
  const passing = useMemo(
    () => read.data?.documents.filter((each) => passes(each, new Set(filters))),
    [read.data, filters],
  );
  const branches = branchesOf(
    passing ?? [],
    by,
    { sections, encounter: encounterName, month: (month) => dates.month(month) },
    t,
  );
  const shown = passing?.filter((each) => branch === undefined || branchKey(each, by) === branch);
  const all = read.data?.documents ?? [];
  useCommands([
    {
      ...{ id: 'documents.find', label: t('part.find'), keys: ['/'], reversal: 'reading' as const },
      run: () => find.current?.focus(),
      disabled: !may('documents/search'),
    },
  ]);
  const columns: Column<DocumentSummary>[] = [
    {
      ...{ key: 'date', header: t('part.date'), solid: true, narrow: 'line' as const },
      cell: ({ date }) => (date === null ? t('part.undated') : dates.day(date)),
      compare: (a, b) => (a.date ?? '').localeCompare(b.date ?? ''),
    },
    {
      ...{ key: 'name', header: t('part.name'), names: true, compare: byText(({ typeName }) => typeName) },
      cell: (document) => (
        <span className={document.enteredInError === null ? undefined : classes['struck']}>
          {document.typeName}
          {document.title !== null && <span className={classes['soft']}> · {document.title}</span>}
        </span>
      ),
    },
    {
      ...{ key: 'status', header: t('part.status') },
      cell: (document) => (
        <Group gap={4}>
          <StatusMarks document={document} />
        </Group>
      ),
    },
    { key: 'author', header: t('part.author'), cell: ({ author }) => author },
    {
      ...{ key: 'encounter', header: t('part.encounter'), narrow: 'hide' as const, solid: true },
      cell: ({ encounterId }) =>
        encounterId !== null && <span title={encounterName(encounterId)}>{encounterName(encounterId, true)}</span>,
    },
    {
      ...{ key: 'pages', header: t('part.pages'), align: 'end' as const },
      cell: ({ pages }) => pages,
      compare: (a, b) => a.pages - b.pages,
    },
  ];
  const open = (document: DocumentSummary) => void navigate({ to: documentPath(document.patientId, document.id) });
  return (
    <Stack gap="sm">
      <HoldsStrip patientId={patientId} />
      <Group gap="sm">
        {may('documents/search') && (
          <TextInput
            ref={find}
            id="documents-find"
            type="search"
            aria-label={t('part.find')}
            placeholder={t('part.findHint')}
            autoComplete="off"
            spellCheck={false}
            className={classes['find'] ?? ''}
            value={text}
            leftSection={<Icon name="text" size={16} />}
            onChange={(event) => setFindText(patientId, event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setFindText(patientId, '')}
          />
        )}
        <SegmentedControl
          aria-label={t('part.by')}
          size="xs"
          value={by}
          data={TREES.map((value) => ({ value, label: t(`part.trees.${value}`) }))}
          onChange={(value) => change({ by: value, branch: undefined })}
        />
        <Chip.Group
          multiple
          value={[...filters]}
          onChange={(chosen) => setFilters(FILTERS.filter((each) => chosen.includes(each)))}
        >
          <Group gap={6} role="group" aria-label={t('part.filters')}>
            {FILTERS.map((filter) => (
              <Chip key={filter} value={filter} size="xs" radius="sm" variant="outline">
                {t(`part.filter.${filter}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <PlaceHoldButton patientId={patientId} />
      </Group>
      {text.trim().length >= LEAST_TYPED ? (
        <FoundInRecord patientId={patientId} text={text} />
      ) : (
        <div className={classes['part']}>
          <nav className={classes['branches']} aria-label={t('part.branches')}>
            <BranchButton
              title={t('part.all')}
              count={passing?.length ?? 0}
              isOpen={branch === undefined}
              onOpen={() => change({ branch: undefined })}
            />
            {branches.map((each) => (
              <BranchButton
                key={each.key}
                title={each.title}
                count={each.count}
                isOpen={branch === each.key}
                onOpen={() => change({ branch: each.key })}
              />
            ))}
          </nav>
          <Select
            className={classes['branchSelect'] ?? ''}
            aria-label={t('part.branches')}
            value={branch ?? ''}
            data={[
              { value: '', label: `${t('part.all')} (${passing?.length ?? 0})` },
              ...branches.map(({ key, title, count }) => ({ value: key, label: `${title} (${count})` })),
            ]}
            onChange={(value) => change({ branch: value ?? '' })}
          />
          <Stack gap={6}>
            <RecordsTable
              label={t('part.list')}
              columns={columns}
              rows={shown}
              rowKey={keyOf}
              error={read.error ?? undefined}
              onRetry={() => void read.refetch()}
              onOpen={open}
              tone={(document) => (document.enteredInError === null ? undefined : 'danger')}
              maxHeight="66vh"
              empty={
                all.length === 0 ? (
                  <Empty icon="document" title={t('part.empty')} text={t('part.emptyText')} />
                ) : (
                  <Empty icon="search" title={t('part.hidden', { count: all.length })} text={t('part.hiddenText')} />
                )
              }
            />
            {read.data?.more === true && (
              <Text size="sm" c="dimmed">
                {t('part.more')}
              </Text>
            )}
          </Stack>
        </div>
      )}
    </Stack>
  );
}

function BranchButton(props: {
  readonly title: string;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  return (
    <button type="button" aria-current={props.isOpen || undefined} onClick={props.onOpen}>
      <span>{props.title}</span>
      <span className={classes['soft']}>{props.count}</span>
    </button>
  );
}

function byText<Row>(value: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => value(a).localeCompare(value(b));
}
