import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { KeysFields, lacksKeys, readTypedKeys, type TypedKeys } from './KeysFields.tsx';

interface Named {
  readonly name: string;
  readonly scope: string;
}

interface RegisterFormProps {
  readonly act: { readonly isPending: boolean; readonly error: Error | null; readonly submittedAt: number };
  readonly text: string;
  readonly nameLabel: string;
  readonly scopeHint: string;
  /** An app need not keep a secret. */
  readonly mayHaveNone?: boolean;
  /** Fields between the name and what it may ask. */
  readonly children?: ReactNode;
  readonly incomplete?: boolean;
  readonly onSubmit: (body: Named & NonNullable<ReturnType<typeof readTypedKeys>>) => void;
}

/** Who is registered: a name, what it may ask, and how it proves itself. */
export function RegisterForm(props: RegisterFormProps) {
  const { act, mayHaveNone = false, incomplete = false } = props;
  const t = useTexts('accounts');
  const [name, setName] = useState('');
  const [scope, setScope] = useState('');
  const [typed, setTyped] = useState<TypedKeys>({ way: mayHaveNone ? 'none' : 'keys', keys: '', keysUrl: '' });
  const [unreadable, setUnreadable] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const keys = readTypedKeys(typed);
        setUnreadable(keys === undefined);
        if (keys !== undefined) props.onSubmit({ name: name.trim(), scope: scope.trim(), ...keys });
      }}
    >
      <Stack gap="md">
        {act.error !== null && <ProblemNotice key={act.submittedAt} error={act.error} takeFocus />}
        <Text size="sm">{props.text}</Text>
        <TextInput
          label={props.nameLabel}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {props.children}
        <TextInput
          label={t('clients.scope')}
          description={props.scopeHint}
          required
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value)}
        />
        <KeysFields typed={typed} onType={setTyped} unreadable={unreadable} mayHaveNone={mayHaveNone} />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={act.isPending}
            disabled={name.trim() === '' || scope.trim() === '' || incomplete || lacksKeys(typed)}
          >
            {t('clients.doRegister')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
