import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import classes from './accounts.module.css';

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
