import { Anchor, Button, Group, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { documentPath } from '../../../modules/documents/web/index.tsx';
import { recordPath } from '../../../modules/patients/web/index.tsx';
import { contract } from '../contract.ts';

type GivenUp = ResponseOf<typeof contract.givenUp>['resources'][number];

/** Resources of ours that other systems cannot read. Nothing is shown where there are none. */
export function GivenUp({ mayManage, everyMs }: { readonly mayManage: boolean; readonly everyMs: number }) {
  const t = useTexts('fhir-client');
  const read = useRead(contract.givenUp, {}, { everyMs });
  const again = useAct(contract.projectAgain, {
    changes: [contract.givenUp],
    onDone: () => showDone(t('queued')),
  });
  const rows = read.data?.resources;
  if (rows === undefined || rows.length === 0) return null;
  const columns: Column<GivenUp>[] = [
    {
      ...{ key: 'resource', header: t('givenUpWhat'), names: true },
      cell: ({ type, resourceId, patientId }) =>
        type !== 'DocumentReference' ? (
          t('givenUpVisit')
        ) : patientId === null ? (
          t('givenUpDocument')
        ) : (
          <Anchor component={Link} to={documentPath(patientId, resourceId)} size="sm">
            {t('givenUpDocument')}
          </Anchor>
        ),
    },
    {
      ...{ key: 'patient', header: t('patient') },
      cell: ({ patientId, patient }) =>
        patientId === null ? (
          t('notYourPatient')
        ) : (
          <Anchor component={Link} to={recordPath(patientId)} size="sm">
            {patient}
          </Anchor>
        ),
    },
  ];
  return (
    <>
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t('givenUp')}
        </Title>
        {mayManage && (
          <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.run({})}>
            {t('againAll')}
          </Button>
        )}
      </Group>
      {again.error !== null && <ProblemNotice error={again.error} takeFocus />}
      <RecordsTable
        aside
        label={t('givenUp')}
        columns={columns}
        rows={rows}
        rowKey={({ n }) => String(n)}
        empty={<Empty icon="check" title={t('empty')} />}
      />
    </>
  );
}
