import { Button, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import classes from './accounts.module.css';
import { PeopleOfApp } from './AppGrants.tsx';
import { RegisterApp } from './RegisterApp.tsx';
import { RegisterClient } from './RegisterClient.tsx';

type Client = ResponseOf<typeof contract.clients>['clients'][number];

const keyOf = (client: Client) => client.id;

export default function ClientsPage() {
  const t = useTexts('accounts');
  const dates = useDates();
  const read = useRead(contract.clients, {});
  const [issuing, setIssuing] = useState(false);
  const [registering, setRegistering] = useState(false);
  const [registeringApp, setRegisteringApp] = useState(false);
  const [showing, setShowing] = useState<Client>();
  const [revoking, setRevoking] = useState<Client>();
  const [reason, setReason] = useState('');
  const revoke = useAct(contract.revokeClient, {
    changes: [contract.clients],
    onDone: () => {
      setRevoking(undefined);
      setReason('');
      showDone(t('clients.revokedNow'));
    },
  });
  const columns: Column<Client>[] = [
    { key: 'name', header: t('clients.name'), names: true, cell: ({ name }) => name },
    { key: 'scopes', header: t('clients.scopes'), cell: ({ scopes }) => <Code>{scopes.join(' ')}</Code> },
    {
      ...{ key: 'keys', header: t('clients.keys') },
      cell: ({ keys, redirectUris }) =>
        keys === null
          ? t(redirectUris.length > 0 ? 'apps.keysNone' : 'clients.keysNone')
          : (keys.url ?? keys.kids.join(', ')),
    },
    { key: 'tokens', header: t('clients.tokens'), align: 'end', cell: ({ tokens }) => tokens.length },
    { key: 'created', header: t('clients.created'), cell: ({ createdAt }) => dates.instant(createdAt) },
    {
      ...{ key: 'state', header: t('clients.state') },
      cell: (client) =>
        client.revokedAt === null ? (
          <Group gap="xs" wrap="nowrap">
            <Mark tone="good">{t('clients.live')}</Mark>
            {client.redirectUris.length > 0 && (
              <Button size="compact-sm" variant="default" onClick={() => setShowing(client)}>
                {t('apps.people')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => setRevoking(client)}>
              {t('clients.revoke')}
            </Button>
          </Group>
        ) : (
          <Mark>{t('clients.revoked')}</Mark>
        ),
    },
  ];
  return (
    <Page
      title={t('clients.title')}
      actions={
        <>
          <Button variant="default" onClick={() => setIssuing(true)}>
            {t('clients.issue')}
          </Button>
          <Button variant="default" onClick={() => setRegisteringApp(true)}>
            {t('apps.register')}
          </Button>
          <Button leftSection={<Icon name="key" size={16} />} onClick={() => setRegistering(true)}>
            {t('clients.register')}
          </Button>
        </>
      }
    >
      <RecordsTable
        label={t('clients.list')}
        columns={columns}
        rows={read.data?.clients}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="key" title={t('clients.empty')} text={t('clients.emptyText')} />}
      />
      <Dialog opened={issuing} onClose={() => setIssuing(false)} title={t('clients.issue')}>
        {issuing && <IssueForm onDone={() => setIssuing(false)} />}
      </Dialog>
      <Dialog opened={registering} onClose={() => setRegistering(false)} title={t('clients.register')}>
        {registering && <RegisterClient onDone={() => setRegistering(false)} />}
      </Dialog>
      <Dialog opened={registeringApp} onClose={() => setRegisteringApp(false)} title={t('apps.register')}>
        {registeringApp && <RegisterApp onDone={() => setRegisteringApp(false)} />}
      </Dialog>
      <Dialog
        opened={showing !== undefined}
        onClose={() => setShowing(undefined)}
        title={t('apps.peopleTitle', { app: showing?.name ?? '' })}
      >
        {showing !== undefined && <PeopleOfApp clientId={showing.id} />}
      </Dialog>
      <ConfirmDialog
        opened={revoking !== undefined}
        title={t('clients.revokeTitle')}
        text={t('clients.revokeText')}
        identifiers={[{ label: t('clients.name'), value: revoking?.name ?? '' }]}
        action={t('clients.revoke')}
        danger
        busy={revoke.isPending}
        blocked={reason.trim() === ''}
        onCancel={() => setRevoking(undefined)}
        onConfirm={() =>
          revoking !== undefined && revoke.run({ params: { id: revoking.id }, body: { reason: reason.trim() } })
        }
      >
        {revoke.error !== null && <ProblemNotice error={revoke.error} />}
        <TextInput
          label={t('person.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </Page>
  );
}

function IssueForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const dates = useDates();
  const [client, setClient] = useState('');
  const [scope, setScope] = useState('');
  const issue = useAct(contract.issueToken, { changes: [contract.clients] });
  if (issue.data !== undefined) {
    return (
      <Stack gap="md">
        <Text fw={600}>{t('clients.token')}</Text>
        <Text size="sm">{t('clients.tokenText', { until: dates.instant(issue.data.expiresAt) })}</Text>
        <Code block className={classes['secret'] ?? ''}>
          {issue.data.token}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={issue.data.token}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'clients.copied' : 'clients.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onDone}>{t('invite.done')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        issue.run({ body: { client: client.trim(), scope: scope.trim() } });
      }}
    >
      <Stack gap="md">
        {issue.error !== null && <ProblemNotice key={issue.submittedAt} error={issue.error} takeFocus />}
        <TextInput
          label={t('clients.name')}
          required
          maxLength={100}
          value={client}
          onChange={(event) => setClient(event.currentTarget.value)}
        />
        <TextInput
          label={t('clients.scope')}
          description={t('clients.scopeHint')}
          required
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={issue.isPending} disabled={client.trim() === '' || scope.trim() === ''}>
            {t('clients.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
