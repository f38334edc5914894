import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { documentPath } from '../../../documents/web/index.tsx';
import { type ObjectView } from './object-words.ts';

type Movement = ObjectView['movements'][number];
const keyOf = ({ number }: Movement) => String(number);

/** All that was done with a thing, newest first. */
export function ObjectLife({ movements }: { readonly movements: readonly Movement[] }) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const told = (movement: Movement): string =>
    [
      movement.patient === null ? '' : movement.patient.name,
      movement.place ?? '',
      movement.custodian?.name ?? '',
      movement.recipient === null ? '' : t(`objects.recipients.${movement.recipient}`),
      movement.recipientName,
      movement.identityChecked === '' ? '' : t('objects.life.identity', { how: movement.identityChecked }),
      movement.method,
      movement.witness === '' ? '' : t('objects.life.witness', { name: movement.witness }),
      movement.disposition === null ? '' : t(`objects.dispositions.${movement.disposition}`),
      movement.dueOn === null ? '' : t('objects.life.by', { day: dates.day(movement.dueOn) }),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  const columns: Column<Movement>[] = [
    { ...{ key: 'at', header: t('objects.life.at'), solid: true }, cell: ({ at }) => dates.instant(at) },
    {
      ...{ key: 'what', header: t('objects.life.what'), names: true },
      cell: ({ kind }) => t(`objects.movements.${kind}`),
    },
    {
      ...{ key: 'more', header: t('objects.life.more') },
      cell: (movement) => (
        <div>
          {told(movement)}
          {movement.document !== null &&
            (may('documents/read') ? (
              <Anchor component={Link} to={documentPath(movement.document.patientId, movement.document.id)} size="sm">
                {movement.document.name}
              </Anchor>
            ) : (
              movement.document.name
            ))}
          {movement.note !== '' && (
            <Text size="xs" c="dimmed">
              {movement.note}
            </Text>
          )}
        </div>
      ),
    },
    { key: 'by', header: t('objects.life.who'), cell: ({ by }) => by },
  ];
  return (
    <section aria-label={t('objects.life.title')}>
      <Title order={2} mb="xs">
        {t('objects.life.title')}
      </Title>
      <RecordsTable
        label={t('objects.life.title')}
        columns={columns}
        rows={movements}
        rowKey={keyOf}
        aside
        empty={null}
      />
    </section>
  );
}
