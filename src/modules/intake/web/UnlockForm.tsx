import { Button, Group, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { lockedContract } from '../locked/contract.ts';

/** The password that the sender told by another way: the file is read with it, and it is not kept. */
export function UnlockForm({ itemId }: { readonly itemId: string }) {
  const t = useTexts('intake');
  const [password, setPassword] = useState('');
  const unlock = useAct(lockedContract.unlock, {
    changes: [contract.open, contract.list],
    onDone: () => showDone(t('locked.done')),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') unlock.run({ params: { id: itemId }, body: { password } });
      }}
    >
      {unlock.error !== null && <ProblemNotice error={unlock.error} takeFocus />}
      <Group align="end">
        <PasswordInput
          label={t('locked.password')}
          description={t('locked.hint')}
          value={password}
          maxLength={500}
          autoComplete="off"
          flex={1}
          miw={260}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={unlock.isPending}>
          {t('locked.open')}
        </Button>
      </Group>
    </form>
  );
}
