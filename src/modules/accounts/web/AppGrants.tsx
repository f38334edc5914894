import { Button, Group, Stack, Text } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract as apps } from '../apps/contract.ts';

type Grant = ResponseOf<typeof apps.ownApps>['grants'][number];

/** Apps that read in one's own name. */
export function OwnApps() {
  const t = useTexts('accounts');
  const read = useRead(apps.ownApps, {});
  const end = useAct(apps.endOwnApp, { changes: [apps.ownApps], onDone: () => showDone(t('apps.ended')) });
  return (
    <GrantList
      grants={read.data?.grants}
      error={read.error ?? end.error}
      nameOf={({ app }) => app}
      empty={t('apps.ownNone')}
      onEnd={({ id }) => end.run({ params: { grantId: id } })}
    />
  );
}

/** People in whose names one app reads. */
export function PeopleOfApp({ clientId }: { readonly clientId: string }) {
  const t = useTexts('accounts');
  const read = useRead(apps.peopleOfApp, { params: { id: clientId } });
  const end = useAct(apps.endForPerson, { changes: [apps.peopleOfApp], onDone: () => showDone(t('apps.ended')) });
  return (
    <GrantList
      grants={read.data?.grants}
      error={read.error ?? end.error}
      nameOf={({ person }) => person}
      empty={t('apps.peopleNone')}
      onEnd={({ id }) => end.run({ params: { id: clientId, grantId: id } })}
    />
  );
}

function GrantList(props: {
  readonly grants: readonly Grant[] | undefined;
  readonly error: Error | null;
  readonly nameOf: (grant: Grant) => string;
  readonly empty: string;
  readonly onEnd: (grant: Grant) => void;
}) {
  const t = useTexts('accounts');
  const dates = useDates();
  return (
    <Stack gap="xs">
      {props.error !== null && <ProblemNotice error={props.error} />}
      {props.grants?.length === 0 && <Text size="sm">{props.empty}</Text>}
      {props.grants?.map((grant) => (
        <Group key={grant.id} justify="space-between" wrap="nowrap">
          <div>
            <Text size="sm" fw={600}>
              {props.nameOf(grant)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(grant.forOnePatient ? 'apps.onePatient' : 'apps.allPatients')} · {t('own.since')}{' '}
              {dates.instant(grant.at)} · {t('apps.until')} {dates.instant(grant.expiresAt)}
              {grant.lastUsedAt === null ? '' : ` · ${t('apps.lastToken')} ${dates.instant(grant.lastUsedAt)}`}
            </Text>
          </div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('apps.endOf', { name: props.nameOf(grant) })}
            onClick={() => props.onEnd(grant)}
          >
            {t('apps.end')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
