import { Button, Code, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../../ui/api/call.ts';
import { ProblemError, problemOf } from '../../../ui/api/problem-error.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { PlainProblem } from '../../../ui/feedback/PlainProblem.tsx';
import { LanguageField } from '../../../ui/fields/LanguageField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { OpenPage } from '../../../ui/shell/OpenPage.tsx';
import { momentIn, useLanguage } from '../../../ui/use-language.ts';
import { contract } from '../contract.ts';
import classes from './release.module.css';

/** For the recipient, who has no account, in English or Spanish: the passcode, then what is there and how to check it. */
export default function RecipientPage() {
  const t = useTexts('release');
  const [language, sayLanguage] = useLanguage();
  const { token = '' } = useParams({ strict: false });
  const [passcode, setPasscode] = useState('');
  const [fetching, setFetching] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  /** Since the page was opened; what was there to fetch then stands in the contents. */
  const [fetched, setFetched] = useState<readonly number[]>([]);
  const [usedUp, setUsedUp] = useState<readonly number[]>([]);
  const enter = useAct(contract.openLink);
  const contents = enter.data;
  const fetchVolume = async (volume: number) => {
    setFetching(volume);
    setFailure(undefined);
    try {
      saveFile(await volumeOf(token, passcode, volume), `${contents?.packetNumber ?? 'records'}-${volume}.pdf`);
      setFetched((before) => [...before, volume]);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'release/link-used-up')
        setUsedUp((before) => [...before, volume]);
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setFetching(undefined);
    }
  };
  const error = failure ?? enter.error;
  const volumes = contents?.volumes.map((each) => ({ ...each, left: leftOf(each, fetched, usedUp) })) ?? [];
  return (
    <OpenPage title={t('recipient.title')} text={t(contents === undefined ? 'recipient.text' : 'recipient.private')}>
      <Group justify="flex-end" mb="sm">
        <LanguageField label={t('recipient.language')} language={language} onLanguage={sayLanguage} />
      </Group>
      {error !== null && <PlainProblem error={error} t={t} at="recipient.problem" />}
      {contents === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (passcode.trim() !== '') enter.run({ params: { token }, body: { passcode: passcode.trim() } });
          }}
        >
          <Stack>
            <PasswordInput
              label={t('recipient.passcode')}
              description={t('recipient.passcodeHint')}
              required
              autoComplete="off"
              maxLength={100}
              value={passcode}
              onChange={(event) => setPasscode(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={enter.isPending}>
                {t('recipient.open')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="sm">
          <Text size="sm">
            {t('recipient.from', {
              custodian: contents.custodian,
              number: contents.packetNumber,
              count: contents.pages,
            })}
          </Text>
          {volumes.some(({ left }) => left !== 0) && (
            <Text size="sm">{t('recipient.until', { at: momentIn(language, contents.expiresAt) })}</Text>
          )}
          {contents.encrypted && <Text size="sm">{t('recipient.encrypted')}</Text>}
          <ul className={classes['volumes']}>
            {volumes.map(({ volume, bytes, sha256, left }) => (
              <li key={volume}>
                <Group justify="space-between">
                  <div>
                    <Text size="sm" fw={600}>
                      {t('recipient.volume', {
                        ...{ volume, count: volumes.length },
                        kilobytes: Math.ceil(bytes / 1024),
                      })}
                    </Text>
                    {left !== null && (
                      <Text size="sm" c="dimmed" role="status">
                        {t('recipient.left', { count: left })}
                      </Text>
                    )}
                  </div>
                  <Button
                    size="xs"
                    leftSection={<Icon name="download" size={16} />}
                    loading={fetching === volume}
                    disabled={left === 0}
                    onClick={() => void fetchVolume(volume)}
                  >
                    {t('recipient.download')}
                  </Button>
                </Group>
                <details>
                  <Text component="summary" size="xs">
                    {t('recipient.whole')}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t('recipient.wholeText')} <Code className={classes['digest'] ?? ''}>{sha256}</Code>
                  </Text>
                </details>
              </li>
            ))}
          </ul>
        </Stack>
      )}
    </OpenPage>
  );
}

/** How often a volume may still be fetched, after what was fetched here; null: as often as wanted. */
function leftOf(
  { volume, left }: { readonly volume: number; readonly left: number | null },
  fetched: readonly number[],
  usedUp: readonly number[],
): number | null {
  if (left === null) return null;
  if (usedUp.includes(volume)) return 0;
  return Math.max(0, left - fetched.filter((each) => each === volume).length);
}

/** A download by POST: the passcode belongs in no address. */
async function volumeOf(token: string, passcode: string, volume: number): Promise<Blob> {
  const response = await fetch(addressOf(contract.fetchByLink, { token }), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-chartkeeper': '1' },
    body: JSON.stringify({ passcode: passcode.trim(), volume }),
  });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The browser has the file in hand once the click was taken; a minute is long enough for any prompt.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
