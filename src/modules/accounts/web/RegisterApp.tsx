import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as apps } from '../apps/contract.ts';
import { contract } from '../contract.ts';
import { KeysFields, lacksKeys, readTypedKeys, type TypedKeys } from './KeysFields.tsx';
import { Registered } from './RegisterClient.tsx';

/** An app that people let read in their own name: its name, where people come back to, what it may ask. */
export function RegisterApp({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const [name, setName] = useState('');
  const [addresses, setAddresses] = useState('');
  const [scope, setScope] = useState('');
  const [typed, setTyped] = useState<TypedKeys>({ way: 'none', keys: '', keysUrl: '' });
  const [unreadable, setUnreadable] = useState(false);
  const register = useAct(apps.registerApp, { changes: [contract.clients] });
  if (register.data !== undefined) return <Registered app clientId={register.data.clientId} onDone={onDone} />;

  const submit = () => {
    const keys = readTypedKeys(typed);
    setUnreadable(keys === undefined);
    if (keys === undefined) return;
    const redirectUris = addresses.split(/\s+/).filter((each) => each !== '');
    register.run({ body: { name: name.trim(), scope: scope.trim(), redirectUris, ...keys } });
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
        <Text size="sm">{t('apps.registerText')}</Text>
        <TextInput
          label={t('apps.name')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('apps.addresses')}
          description={t('apps.addressesHint')}
          required
          rows={3}
          spellCheck={false}
          value={addresses}
          onChange={(event) => setAddresses(event.currentTarget.value)}
        />
        <TextInput
          label={t('clients.scope')}
          description={t('apps.scopeHint')}
          required
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value)}
        />
        <KeysFields typed={typed} onType={setTyped} unreadable={unreadable} mayHaveNone />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={register.isPending}
            disabled={name.trim() === '' || addresses.trim() === '' || scope.trim() === '' || lacksKeys(typed)}
          >
            {t('clients.doRegister')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
