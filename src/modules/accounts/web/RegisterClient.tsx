import { Button, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import classes from './accounts.module.css';
import { KeysFields, lacksKeys, readTypedKeys, type TypedKeys } from './KeysFields.tsx';

/** A client that fetches its own tokens: its name, what it may do, and how it proves itself. */
export function RegisterClient({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const [name, setName] = useState('');
  const [scope, setScope] = useState('');
  const [typed, setTyped] = useState<TypedKeys>({ way: 'keys', keys: '', keysUrl: '' });
  const [unreadable, setUnreadable] = useState(false);
  const register = useAct(contract.registerClient, { changes: [contract.clients] });
  if (register.data !== undefined) return <Registered clientId={register.data.clientId} onDone={onDone} />;

  const submit = () => {
    const keys = readTypedKeys(typed);
    setUnreadable(keys === undefined);
    if (keys !== undefined) register.run({ body: { name: name.trim(), scope: scope.trim(), ...keys } });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        {register.error !== null && <ProblemNotice key={register.submittedAt} error={register.error} takeFocus />}
        <Text size="sm">{t('clients.registerText')}</Text>
        <TextInput
          label={t('clients.name')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('clients.scope')}
          description={t('clients.scopeHint')}
          required
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value)}
        />
        <KeysFields typed={typed} onType={setTyped} unreadable={unreadable} />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={register.isPending}
            disabled={name.trim() === '' || scope.trim() === '' || lacksKeys(typed)}
          >
            {t('clients.doRegister')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface RegisteredProps {
  readonly clientId: string;
  readonly onDone: () => void;
  readonly app?: boolean;
}

/** What whoever runs the client needs to set it up. None of it is secret. */
export function Registered({ clientId, onDone, app = false }: RegisteredProps) {
  const t = useTexts('accounts');
  const lines = [
    `client_id: ${clientId}`,
    ...(app ? [`authorization_endpoint: ${window.location.origin}/oauth/authorize`] : []),
    `token_endpoint: ${window.location.origin}/oauth/token`,
    `fhir: ${window.location.origin}/fhir/R4`,
  ].join('\n');
  return (
    <Stack gap="md">
      <Text fw={600}>{t('clients.registered')}</Text>
      <Text size="sm">{t('clients.registeredText')}</Text>
      <Code block className={classes['secret'] ?? ''}>
        {lines}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={lines}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'clients.copied' : 'clients.copyThese')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t('invite.done')}</Button>
      </Group>
    </Stack>
  );
}
