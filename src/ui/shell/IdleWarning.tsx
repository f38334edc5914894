import { Button, Group, Text } from '@mantine/core';
import { Dialog } from '../feedback/Dialog.tsx';
import { useTexts } from '../i18n.ts';
import { useSession } from '../session.ts';
import { useSessionSource } from './session-source.ts';
import { useIdle } from './use-idle.ts';

export function IdleWarning() {
  const t = useTexts('ui');
  const { idleSeconds } = useSession();
  const { lock } = useSessionSource();
  const { state, stay } = useIdle(idleSeconds, () => void lock());
  return (
    <Dialog opened={state.kind === 'warning'} onClose={stay} title={t('idle.title')}>
      <Text size="sm" role="timer">
        {t('idle.text', { count: state.kind === 'warning' ? state.secondsLeft : 0 })}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => void lock()}>
          {t('idle.lock')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {t('idle.stay')}
        </Button>
      </Group>
    </Dialog>
  );
}
