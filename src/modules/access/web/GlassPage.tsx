import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { ANY_NEWS } from '../../../ui/api/live.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useOpens } from '../../../ui/module.ts';
import { useSession } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';

type Grant = ResponseOf<typeof contract.listGlass>['grants'][number];

const OUTCOMES = ['appropriate', 'unclear', 'inappropriate'] as const;
const keyOf = (grant: Grant) => grant.id;

export default function GlassPage() {
  const t = useTexts('access');
  const dates = useDates();
  const who = useActorWord();
  const { person } = useSession();
  const read = useRead(contract.listGlass, {}, { live: [ANY_NEWS] });
  const review = useAct(contract.reviewGlass, {
    changes: [contract.listGlass],
    onDone: () => showDone(t('glass.reviewed')),
  });
  const columns: Column<Grant>[] = [
    {
      ...{ key: 'who', header: t('glass.who'), names: true },
      cell: ({ actorId, actorName }) => who(actorId, actorName ?? undefined),
    },
    { key: 'whose', header: t('glass.whose'), cell: (grant) => <Whose grant={grant} /> },
    { key: 'when', header: t('glass.when'), solid: true, cell: ({ grantedAt }) => dates.instant(grantedAt) },
    { key: 'until', header: t('glass.until'), solid: true, cell: ({ until }) => dates.instant(until) },
    {
      key: 'code',
      header: t('glass.code'),
      cell: ({ reasonCode }) => t(`glass.codes.${reasonCode}`, { defaultValue: reasonCode }),
    },
    { key: 'reason', header: t('glass.reason'), cell: ({ reason }) => reason },
    {
      ...{ key: 'log', header: t('glass.trail'), solid: true },
      cell: ({ patientId }) => (
        <Anchor component={Link} to={`/audit?patient=${patientId}`} size="sm">
          {t('glass.log')}
        </Anchor>
      ),
    },
    {
      ...{ key: 'finding', header: t('glass.finding') },
      cell: ({ id, actorId }) => (
        <Group gap={4} wrap="nowrap">
          {actorId === person.id && <Text size="sm">{t('glass.own')}</Text>}
          {(actorId === person.id ? [] : OUTCOMES).map((outcome) => (
            <Button
              key={outcome}
              size="compact-xs"
              variant="default"
              disabled={review.isPending}
              onClick={() => review.run({ params: { id }, body: { outcome } })}
            >
              {t(`glass.outcomes.${outcome}`)}
            </Button>
          ))}
        </Group>
      ),
    },
  ];
  return (
    <Page title={t('glass.title')}>
      <Text size="sm" maw="52rem">
        {t('glass.intro')}
      </Text>
      {review.error !== null && <ProblemNotice error={review.error} takeFocus />}
      <RecordsTable
        label={t('glass.list')}
        columns={columns}
        rows={read.data?.grants}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="check" title={t('glass.empty')} text={t('glass.emptyText')} />}
      />
    </Page>
  );
}

/** Name, birth date and number of the record that was opened, and the way to it. */
function Whose({ grant: { patientId, patient } }: { readonly grant: Grant }) {
  const t = useTexts('access');
  const dates = useDates();
  const to = useOpens()('patient', patientId, patientId);
  const name = patient === null ? t('glass.hidden') : patient.name || t('glass.unnamed');
  const birth = patient?.birthDate ?? null;
  return (
    <div>
      {to === undefined || patient === null ? (
        name
      ) : (
        <Anchor component={Link} to={to} size="sm">
          {name}
        </Anchor>
      )}
      {patient !== null && (
        <Text size="xs" c="dimmed">
          {[birth === null ? t('glass.unknownBirth') : dates.day(birth), patient.mrn ?? t('glass.noNumber')].join(
            ' · ',
          )}
        </Text>
      )}
    </div>
  );
}
