import { Button, Code, CopyButton, Group, Paper, Stack, Text } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Places, type Source } from './source.ts';

/** What somebody at the scanner, the mail server or the program has to enter, to copy. */
export function HowToConnect({ source, places }: { readonly source: Source; readonly places: Places }) {
  const t = useTexts('intake');
  const addresses = placesOf(source, places);
  const off = addresses.length === 0;
  return (
    <Paper component="section" radius="md" p="md" aria-label={t('sources.connect.title')}>
      <Stack gap="xs">
        <Text fw={600}>{t('sources.connect.title')}</Text>
        <Text size="sm">{t(`sources.connect.${off ? 'mailOff' : source.kind}`)}</Text>
        {addresses.map((address) => (
          <Group key={address} gap="xs">
            <Code>{address}</Code>
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {t(copied ? 'sources.connect.copied' : 'sources.connect.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

function placesOf({ kind, key, settings }: Source, { folder, mailHost, mailPort, apiUrl }: Places): string[] {
  const own = key === null ? folder : `${folder}/${key}`;
  const mail = mailHost === null ? [] : [`${key ?? ''}@${mailHost}:${mailPort}`];
  switch (kind) {
    case 'smtp':
      return mail;
    case 'fax':
    case 'scanner':
      return [own, ...mail];
    case 'folder':
      return [own];
    case 'mailbox':
      return [`${settings.user ?? ''} @ ${settings.host ?? ''}`];
    case 'rest':
    case 'upload':
      return [`POST ${apiUrl}?name=FILE&sourceKey=${key ?? ''}`];
  }
}
