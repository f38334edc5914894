import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { call } from '../../../ui/api/call.ts';
import { readKey } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { type Tone } from '../../../ui/theme.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';

export type Person = ResponseOf<typeof contract.people>['people'][number];

const STATE_TONES: Readonly<Record<string, Tone>> = {
  active: 'good',
  invited: 'info',
  deactivated: 'neutral',
  stopped: 'danger',
};
const PER_PAGE = 100;
const keyOf = (person: Person) => person.id;

export default function PeoplePage() {
  const t = useTexts('accounts');
  const may = useMay();
  const dates = useDates();
  const [openedId, setOpenedId] = useState<string>();
  const [inviting, setInviting] = useState(false);
  const read = useInfiniteQuery({
    queryKey: readKey(contract.people),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        contract.people,
        { query: { limit: PER_PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const people = read.data?.pages.flatMap((page) => page.people);
  const columns: Column<Person>[] = [
    {
      key: 'name',
      header: t('people.name'),
      names: true,
      cell: ({ name }) => name,
      compare: (a, b) => a.name.localeCompare(b.name),
    },
    { key: 'username', header: t('people.username'), cell: ({ username }) => username },
    {
      ...{ key: 'roles', header: t('people.roles') },
      cell: ({ roles }) =>
        roles.length === 0 ? (
          t('people.noRoles')
        ) : (
          <Group gap={4}>
            {[...new Set(roles.map(({ role }) => role))].map((role) => (
              <Mark key={role}>{t(`roles.${role}`, { defaultValue: role })}</Mark>
            ))}
          </Group>
        ),
    },
    { key: 'state', header: t('people.state'), cell: ({ state }) => <StateMark state={state} /> },
    {
      ...{ key: 'last', header: t('people.lastSignIn'), align: 'end' as const },
      cell: ({ lastSignInAt }) => (lastSignInAt === null ? t('people.never') : dates.instant(lastSignInAt)),
      compare: (a, b) => (a.lastSignInAt ?? '').localeCompare(b.lastSignInAt ?? ''),
    },
  ];
  return (
    <Page
      title={t('people.title')}
      actions={
        may('accounts/manage-people') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        )
      }
    >
      <RecordsTable
        label={t('people.list')}
        columns={columns}
        rows={people}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="people" title={t('people.empty')} text={t('people.emptyText')} />}
        onOpen={({ id }) => setOpenedId(id)}
      />
      {read.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
            {t('people.more')}
          </Button>
        </Group>
      )}
      <PersonDialog person={people?.find(({ id }) => id === openedId)} onClose={() => setOpenedId(undefined)} />
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}

export function StateMark({ state }: { readonly state: string }) {
  const t = useTexts('accounts');
  return <Mark tone={STATE_TONES[state] ?? 'neutral'}>{t(`people.states.${state}`, { defaultValue: state })}</Mark>;
}
