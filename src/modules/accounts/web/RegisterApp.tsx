import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as apps } from '../apps/contract.ts';
import { contract } from '../contract.ts';
import { Registered } from './Registered.tsx';
import { RegisterForm } from './RegisterForm.tsx';

/** An app that people let read in their own name: its name, where people come back to, what it may ask. */
export function RegisterApp({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const [addresses, setAddresses] = useState('');
  const register = useAct(apps.registerApp, { changes: [contract.clients] });
  if (register.data !== undefined) return <Registered app clientId={register.data.clientId} onDone={onDone} />;
  const redirectUris = addresses.split(/\s+/).filter((each) => each !== '');
  return (
    <RegisterForm
      act={register}
      text={t('apps.registerText')}
      nameLabel={t('apps.name')}
      scopeHint={t('apps.scopeHint')}
      mayHaveNone
      incomplete={redirectUris.length === 0}
      onSubmit={(body) => register.run({ body: { ...body, redirectUris } })}
    >
      <Textarea
        label={t('apps.addresses')}
        description={t('apps.addressesHint')}
        required
        rows={3}
        spellCheck={false}
        value={addresses}
        onChange={(event) => setAddresses(event.currentTarget.value)}
      />
    </RegisterForm>
  );
}
