import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { HandedLink } from './HandedLink.tsx';

export function InviteDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useTexts('accounts');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('invite.title')}>
      {opened && <InviteForm onDone={onClose} />}
    </Dialog>
  );
}

function InviteForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const [words, setWords] = useState({ name: '', username: '', email: '' });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const invite = useAct(contract.invitePerson, { changes: [contract.people] });
  if (invite.data !== undefined) return <HandedLink handed={invite.data} name={words.name} onDone={onDone} />;
  const submit = () => {
    const username = words.username.trim();
    const found = [
      ...(words.name.trim() === '' ? [{ field: 'invite-name', text: t('you.nameMissing') }] : []),
      ...(username === '' ? [{ field: 'invite-username', text: t('you.usernameMissing') }] : []),
      ...(/\s/.test(username) ? [{ field: 'invite-username', text: t('you.usernameSpaces') }] : []),
    ];
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0) return;
    const email = words.email.trim();
    invite.run({ body: { name: words.name.trim(), username, ...(email === '' ? {} : { email }) } });
  };
  const field = (key: keyof typeof words, label: string, required: boolean) => (
    <TextInput
      id={`invite-${key}`}
      label={label}
      required={required}
      autoComplete="off"
      value={words[key]}
      error={errors.find((each) => each.field === `invite-${key}`)?.text}
      onChange={(event) => setWords({ ...words, [key]: event.currentTarget.value })}
    />
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <ErrorSummary errors={errors} attempt={attempt} />
        {invite.error !== null && <ProblemNotice key={attempt} error={invite.error} takeFocus />}
        {field('name', t('you.nameOfOther'), true)}
        {field('username', t('you.username'), true)}
        {field('email', t('you.email'), false)}
        <Group justify="flex-end">
          <Button type="submit" loading={invite.isPending}>
            {t('invite.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
