import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Problem } from './Problem.tsx';

/** Fetches a file when pressed, and says below itself why it could not. */
export function SaveButton({
  onSave,
  quiet = false,
  children,
}: {
  readonly onSave: () => Promise<void>;
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  const t = useTexts('portal');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const press = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onSave();
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(t('problem.other')));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {failure !== undefined && <Problem error={failure} />}
      <Button
        leftSection={<Icon name="download" size={18} />}
        loading={busy}
        {...(quiet ? { variant: 'default', size: 'compact-md' } : {})}
        onClick={() => void press()}
      >
        {children}
      </Button>
    </>
  );
}
