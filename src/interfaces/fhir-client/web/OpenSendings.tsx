import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath } from '../../../modules/documents/web/index.tsx';
import { contract } from '../contract.ts';
import { WaitingList } from './WaitingList.tsx';

type Sending = ResponseOf<typeof contract.sendings>['sendings'][number];

/** Documents that are on their way to another server, or did not get there. */
export function OpenSendings({ everyMs }: { readonly everyMs: number }) {
  const t = useTexts('fhir-client');
  const dates = useDates();
  const maySend = useMay()('fhir-client/send');
  const [settingAside, setSettingAside] = useState<Sending>();
  const read = useRead(contract.sendings, {}, { everyMs });
  const changes = [contract.sendings];
  const again = useAct(contract.sendAgain, { changes, onDone: () => showDone(t('queued')) });
  const setAside = useAct(contract.setSendingAside, { changes, onDone: () => setSettingAside(undefined) });
  const columns: Column<Sending>[] = [
    {
      ...{ key: 'document', header: t('document'), names: true },
      cell: ({ document, documentId }) =>
        document === null ? (
          t('notYours')
        ) : (
          <Anchor component={Link} to={documentPath(document.patientId, documentId)} size="sm">
            {[document.patient, document.title].filter(Boolean).join(' · ')}
          </Anchor>
        ),
    },
    { ...{ key: 'server', header: t('server') }, cell: ({ server }) => server },
    {
      ...{ key: 'state', header: t('state') },
      cell: ({ state }) =>
        state === 'failed' ? (
          <Mark tone="danger" icon="alert">
            {t('notSent')}
          </Mark>
        ) : (
          <Mark>{t('onItsWay')}</Mark>
        ),
    },
    { ...{ key: 'at', header: t('at'), solid: true }, cell: ({ at }) => dates.instant(at) },
    { ...{ key: 'why', header: t('why') }, cell: ({ reason }) => reason },
    {
      ...{ key: 'acts', header: t('acts') },
      cell: (each) =>
        maySend && (
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => again.run({ params: { id: each.id } })}>
              {t('again')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setSettingAside(each)}>
              {t('setAside')}
            </Button>
          </Group>
        ),
    },
  ];
  return (
    <WaitingList
      title={t('sendings')}
      rows={read.data?.sendings}
      columns={columns}
      error={again.error}
      chosen={settingAside}
      asideText={t('asideSending')}
      setAside={setAside}
      onCancel={() => setSettingAside(undefined)}
    />
  );
}
