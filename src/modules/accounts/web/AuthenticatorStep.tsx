import { Code, Group, Stack, Text } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { type contract } from '../contract.ts';
import classes from './accounts.module.css';
import { SecondFactor } from './SecondFactor.tsx';

type Authenticator = ResponseOf<typeof contract.beginSetup>;

const METHODS = ['totp'];

/** The secret goes into the person's app by picture or by hand, and the first code proves that it arrived. */
export function AuthenticatorStep({
  authenticator,
  busy,
  onCode,
}: {
  readonly authenticator: Authenticator;
  readonly busy: boolean;
  readonly onCode: (code: string) => void;
}) {
  const t = useTexts('accounts');
  return (
    <Stack gap="md">
      <Text size="sm">{t('authenticator.text')}</Text>
      <Group align="start" gap="lg">
        <img
          className={classes['qr']}
          src={pictureOf(authenticator.qr)}
          alt={t('authenticator.qr')}
          width={176}
          height={176}
        />
        <Stack gap={4} flex={1} miw={200}>
          <Text size="sm" c="dimmed">
            {t('authenticator.secret')}
          </Text>
          <Code className={classes['secret'] ?? ''}>{authenticator.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
        </Stack>
      </Group>
      <SecondFactor
        methods={METHODS}
        passkeyOptions={() => Promise.resolve(undefined)}
        busy={busy}
        onShown={({ code }) => code !== undefined && onCode(code)}
      />
    </Stack>
  );
}

/** An image for an `img`, so that nothing from the answer becomes part of the page itself. */
function pictureOf(qr: string): string {
  return qr.startsWith('data:image/') ? qr : `data:image/svg+xml,${encodeURIComponent(qr)}`;
}
