import { Anchor, Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { WaitingList } from './WaitingList.tsx';

type Item = ResponseOf<typeof contract.items>['items'][number];

/** What could not be filed: tried again, set aside, or said who its patient is. */
export function OpenItems({ mayManage, everyMs }: { readonly mayManage: boolean; readonly everyMs: number }) {
  const t = useTexts('fhir-client');
  const dates = useDates();
  const [settingAside, setSettingAside] = useState<Item>();
  const items = useRead(contract.items, {}, { everyMs });
  const changes = [contract.items, contract.servers];
  const again = useAct(contract.again, { changes, onDone: () => showDone(t('queued')) });
  const decide = useAct(contract.decide, { changes, onDone: () => showDone(t('decided')) });
  const setAside = useAct(contract.setAside, { changes, onDone: () => setSettingAside(undefined) });
  const error = again.error ?? decide.error;
  const button = (label: string, run: () => void, spoken = label) => (
    <Button size="compact-xs" variant="default" aria-label={spoken} onClick={run}>
      {label}
    </Button>
  );
  const whose = (item: Item) =>
    item.candidates.map(({ id, name, birthDate, mrn }) => (
      <Group key={id} gap="xs">
        <Anchor component={Link} to={`/patients/${id}`} size="sm">
          {[name, birthDate === null ? null : dates.day(birthDate), mrn].filter((part) => part !== null).join(' · ')}
        </Anchor>
        {button(
          t('isThis'),
          () => decide.run({ params: { id: item.id }, body: { patientId: id } }),
          t('isThisOf', { name }),
        )}
      </Group>
    ));
  const columns: Column<Item>[] = [
    {
      ...{ key: 'what', header: t('resource'), names: true },
      cell: ({ type, sourceId }) => `${type}/${sourceId}`,
    },
    { ...{ key: 'server', header: t('server') }, cell: ({ server }) => server },
    { ...{ key: 'at', header: t('at'), solid: true }, cell: ({ at }) => dates.instant(at) },
    { ...{ key: 'why', header: t('why') }, cell: ({ reason }) => reason },
    {
      ...{ key: 'acts', header: t('acts') },
      cell: (item) =>
        mayManage && (
          <Stack gap={6} align="flex-start">
            {item.state === 'asks' && whose(item)}
            <Group gap="xs">
              {item.state !== 'asks' && button(t('again'), () => again.run({ params: { id: item.id } }))}
              {button(t('setAside'), () => setSettingAside(item))}
            </Group>
          </Stack>
        ),
    },
  ];
  return (
    <WaitingList
      title={t('items')}
      rows={items.data?.items}
      columns={columns}
      error={error}
      chosen={settingAside}
      asideText={t('asideText')}
      setAside={setAside}
      onCancel={() => setSettingAside(undefined)}
    />
  );
}
