import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { contract } from '../contract.ts';
import { FacilityForm, missingWords, NO_FACILITY, sentWords, type FacilityWords } from './FacilityForm.tsx';

type Facility = ResponseOf<typeof contract.listFacilities>['facilities'][number];

const keyOf = (facility: Facility) => facility.id;

export default function FacilitiesPage() {
  const t = useTexts('directory');
  const may = useMay();
  const read = useRead(contract.listFacilities, {});
  const [editing, setEditing] = useState<Facility | 'new'>();
  const columns: Column<Facility>[] = [
    {
      ...{ key: 'name', header: t('facilities.name'), names: true },
      cell: (facility) => (
        <Group gap="xs">
          {facility.name}
          {facility.fictional && <Mark tone="attention">{t('facilities.fictional')}</Mark>}
        </Group>
      ),
    },
    { key: 'entity', header: t('facilities.legalEntity'), cell: ({ legalEntityName }) => legalEntityName },
    {
      key: 'place',
      header: t('facilities.place'),
      cell: ({ country, state }) => [country, state].filter(Boolean).join(' · '),
    },
    { key: 'zone', header: t('facilities.zone'), cell: ({ timeZone }) => timeZone },
  ];
  return (
    <Page
      title={t('facilities.title')}
      actions={
        may('directory/manage') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('facilities.add')}
          </Button>
        )
      }
    >
      <RecordsTable
        label={t('facilities.list')}
        columns={columns}
        rows={read.data?.facilities}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="home" title={t('facilities.empty')} text={t('facilities.emptyText')} />}
        {...(may('directory/manage') ? { onOpen: setEditing } : {})}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t('form.title')}>
        {editing !== undefined && <Editor facility={editing} onDone={() => setEditing(undefined)} />}
      </Dialog>
    </Page>
  );
}

function Editor({ facility, onDone }: { readonly facility: Facility | 'new'; readonly onDone: () => void }) {
  const t = useTexts('directory');
  const [words, setWords] = useState<FacilityWords>(() =>
    facility === 'new' ? NO_FACILITY : { ...facility, state: facility.state ?? '' },
  );
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const done = () => {
    showDone(t('facilities.saved'));
    onDone();
  };
  const describe = useAct(contract.describeFacility, { changes: [contract.listFacilities], onDone: done });
  const add = useAct(contract.addFacility, { changes: [contract.listFacilities], onDone: done });
  const error = describe.error ?? add.error;
  const save = () => {
    const missing = missingWords(words, t);
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length > 0) return;
    if (facility === 'new') add.run({ body: sentWords(words) });
    else describe.run({ params: { id: facility.id }, body: { ...sentWords(words), version: facility.version } });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {error !== null && <ProblemNotice error={error} takeFocus />}
        <FacilityForm words={words} onChange={setWords} errors={errors} />
        <Group justify="flex-end">
          <Button type="submit" loading={describe.isPending || add.isPending}>
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
