import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type contract } from '../contract.ts';
import classes from './accounts.module.css';

/** A one-time link that a person hands over; shown once, and never part of an address or a log. */
export function HandedLink({
  handed,
  name,
  onDone,
}: {
  readonly handed: ResponseOf<typeof contract.invitePerson>;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const t = useTexts('accounts');
  const dates = useDates();
  return (
    <Stack gap="md">
      <Text fw={600}>{t('invite.link')}</Text>
      <Text size="sm">{t('invite.linkText', { until: dates.instant(handed.expiresAt), name })}</Text>
      <Code block className={classes['secret'] ?? ''}>
        {handed.link}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={handed.link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('invite.copied') : t('invite.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t('invite.done')}</Button>
      </Group>
    </Stack>
  );
}
