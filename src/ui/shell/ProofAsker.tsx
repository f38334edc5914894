import { Text } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import { ProofContext } from '../api/reads.tsx';
import { Dialog } from '../feedback/Dialog.tsx';
import { useTexts } from '../i18n.ts';
import { useSessionSource } from './session-source.ts';

/** Holds an act that needs a fresh proof until the person has given it, then lets the same act go on. */
export function ProofAsker({ children }: { readonly children: ReactNode }) {
  const t = useTexts('ui');
  const { ProveAgain } = useSessionSource();
  const [waiting, setWaiting] = useState<(proved: boolean) => void>();
  const ask = useCallback(() => new Promise<boolean>((resolve) => setWaiting(() => resolve)), []);
  const answer = (proved: boolean) => {
    waiting?.(proved);
    setWaiting(undefined);
  };
  return (
    <ProofContext value={ask}>
      {children}
      <Dialog opened={waiting !== undefined} onClose={() => answer(false)} title={t('proof.title')}>
        <Text size="sm" mb="md">
          {t('proof.text')}
        </Text>
        {waiting !== undefined && <ProveAgain onProved={answer} />}
      </Dialog>
    </ProofContext>
  );
}
