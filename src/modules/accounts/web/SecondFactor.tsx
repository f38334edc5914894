import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { useState } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';

/** Exactly one of the three, as the contract takes them. */
export interface Shown {
  readonly code?: string;
  readonly recoveryCode?: string;
  readonly passkey?: Record<string, unknown>;
}

export interface SecondFactorProps {
  readonly methods: readonly string[];
  /** Makes the challenge that a passkey signs, when the person chooses one. */
  readonly passkeyOptions: () => Promise<Record<string, unknown> | undefined>;
  readonly busy: boolean;
  readonly onShown: (shown: Shown) => void;
}

type Way = 'passkey' | 'totp' | 'recovery-code';

const WAYS: readonly Way[] = ['passkey', 'totp', 'recovery-code'];
const TOTP_DIGITS = 6;

/** The strongest way first, the others one press away; codes can be pasted (WCAG 3.3.8). */
export function SecondFactor({ methods, passkeyOptions, busy, onShown }: SecondFactorProps) {
  const t = useTexts('accounts');
  const offered = WAYS.filter((way) => methods.includes(way));
  const [way, setWay] = useState<Way>(offered[0] ?? 'totp');
  const [failed, setFailed] = useState(false);
  const passkey = async () => {
    setFailed(false);
    try {
      const options = await passkeyOptions();
      if (options === undefined) return setFailed(true);
      // The server's WebAuthn library made these options; the browser's checks them.
      const answer = await startAuthentication({
        optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
      });
      onShown({ passkey: { ...answer } });
    } catch {
      setFailed(true);
    }
  };
  const names: Record<Way, string> = {
    passkey: 'factor.usePasskey',
    totp: 'factor.useTotp',
    'recovery-code': 'factor.useRecovery',
  };
  return (
    <Stack gap="md">
      {way === 'passkey' && (
        <Stack gap="xs">
          <Text size="sm">{t('factor.passkeyText')}</Text>
          {failed && (
            <Text size="sm" c="var(--ck-error)" role="alert">
              {t('factor.passkeyFailed')}
            </Text>
          )}
          <Button
            leftSection={<Icon name="key" size={16} />}
            loading={busy}
            onClick={() => void passkey()}
            autoFocus
            data-autofocus
          >
            {t('factor.passkey')}
          </Button>
        </Stack>
      )}
      {way === 'totp' && <CodeForm key="totp" kind="totp" busy={busy} onCode={(code) => onShown({ code })} />}
      {way === 'recovery-code' && (
        <CodeForm key="recovery" kind="recovery" busy={busy} onCode={(recoveryCode) => onShown({ recoveryCode })} />
      )}
      <Group gap="md">
        {offered
          .filter((each) => each !== way)
          .map((each) => (
            <Anchor key={each} component="button" type="button" size="sm" onClick={() => setWay(each)}>
              {t(names[each])}
            </Anchor>
          ))}
      </Group>
    </Stack>
  );
}

function CodeForm({
  kind,
  busy,
  onCode,
}: {
  readonly kind: 'totp' | 'recovery';
  readonly busy: boolean;
  readonly onCode: (code: string) => void;
}) {
  const t = useTexts('accounts');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const take = (typed: string) => {
    const cleaned = kind === 'totp' ? typed.replace(/\D/g, '').slice(0, TOTP_DIGITS) : typed.trim();
    setCode(cleaned);
    setMissing(false);
    if (kind === 'totp' && cleaned.length === TOTP_DIGITS && cleaned !== code) onCode(cleaned);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code === '') setMissing(true);
        else onCode(code);
      }}
    >
      <Stack gap="sm">
        <TextInput
          id={`second-factor-${kind}`}
          label={t(`factor.${kind}`)}
          description={t(`factor.${kind}Text`)}
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
          spellCheck={false}
          autoFocus
          value={code}
          error={missing ? t('factor.codeMissing') : undefined}
          onChange={(event) => take(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('factor.confirm')}
        </Button>
      </Stack>
    </form>
  );
}
