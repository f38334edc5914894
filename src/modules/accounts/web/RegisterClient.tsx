import { Button, Code, CopyButton, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import classes from './accounts.module.css';

type Way = 'keys' | 'keysUrl';

/** A client that fetches its own tokens: its name, what it may do, and how it proves itself. */
export function RegisterClient({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const [name, setName] = useState('');
  const [scope, setScope] = useState('');
  const [way, setWay] = useState<Way>('keys');
  const [keys, setKeys] = useState('');
  const [keysUrl, setKeysUrl] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const register = useAct(contract.registerClient, { changes: [contract.clients] });
  if (register.data !== undefined) return <Registered clientId={register.data.clientId} onDone={onDone} />;

  const submit = () => {
    const named = { name: name.trim(), scope: scope.trim() };
    if (way === 'keysUrl') return register.run({ body: { ...named, keysUrl: keysUrl.trim() } });
    const set = readSet(keys);
    setUnreadable(set === undefined);
    if (set !== undefined) register.run({ body: { ...named, keys: set } });
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
        <Radio.Group label={t('clients.way')} value={way} onChange={(value) => setWay(value as Way)}>
          <Stack gap="xs" mt="xs">
            <Radio value="keys" label={t('clients.wayKeys')} />
            <Radio value="keysUrl" label={t('clients.wayUrl')} />
          </Stack>
        </Radio.Group>
        {way === 'keys' ? (
          <Textarea
            label={t('clients.keySet')}
            description={t('clients.keySetHint')}
            required
            rows={6}
            spellCheck={false}
            value={keys}
            error={unreadable ? t('clients.keySetUnreadable') : undefined}
            onChange={(event) => setKeys(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            label={t('clients.keysUrl')}
            description={t('clients.keysUrlHint')}
            required
            maxLength={500}
            value={keysUrl}
            onChange={(event) => setKeysUrl(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={register.isPending}
            disabled={name.trim() === '' || scope.trim() === '' || (way === 'keys' ? keys : keysUrl).trim() === ''}
          >
            {t('clients.doRegister')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What whoever runs the client needs to set it up. None of it is secret. */
function Registered({ clientId, onDone }: { readonly clientId: string; readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const lines = [
    `client_id: ${clientId}`,
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

/** The server says what is wrong with a key; here only whether it is a set at all. */
function readSet(text: string): { keys: Record<string, unknown>[] } | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const isSet = typeof read === 'object' && read !== null && 'keys' in read && Array.isArray(read.keys);
    return isSet ? { keys: read.keys as Record<string, unknown>[] } : undefined; // the server checks each
  } catch {
    return undefined;
  }
}
