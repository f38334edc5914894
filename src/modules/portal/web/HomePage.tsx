import { Alert, Anchor, Button, Card, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../../ui/api/call.ts';
import { problemOf } from '../../../ui/api/problem-error.ts';
import { type ReadResult, useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { contract } from '../contract.ts';
import { askPath, notesPath, papersPath } from './paths.ts';
import classes from './portal.module.css';
import { SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { dayIn } from './use-language.ts';

type Request = NonNullable<ReadResult<typeof contract.requests>['data']>['requests'][number];

/** What is under way, in plain words, and who acts next. */
export default function HomePage() {
  const t = useTexts('portal');
  const { patientId: record } = useParams({ strict: false });
  return (
    <SignedIn title={({ name }) => t('home.title', { name })} {...(record === undefined ? {} : { patientId: record })}>
      {(account, patientId) => <Requests patientId={patientId} language={account.language} />}
    </SignedIn>
  );
}

function Requests({ patientId, language }: { readonly patientId: string; readonly language: string }) {
  const t = useTexts('portal');
  const read = useRead(contract.requests, { params: { patientId } });
  const requests = read.data?.requests ?? [];
  return (
    <Stack>
      <Button component={Link} to={askPath(patientId)} size="md" leftSection={<Icon name="plus" />}>
        {t('home.ask')}
      </Button>
      {read.error !== null && <Problem error={read.error} />}
      <h2>{t('home.requests')}</h2>
      {read.data !== undefined && requests.length === 0 && <Text>{t('home.none')}</Text>}
      <ul className={classes['list']}>
        {requests.map((request) => (
          <li key={request.id}>
            <OneRequest request={request} patientId={patientId} language={language} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function OneRequest({
  request,
  patientId,
  language,
}: {
  readonly request: Request;
  readonly patientId: string;
  readonly language: string;
}) {
  const t = useTexts('portal');
  const open = request.actsNext !== 'nobody';
  return (
    <Card withBorder padding="md" component="article" aria-label={request.number}>
      <Stack gap="xs">
        <Text className={classes['status'] ?? ''}>{t(`step.${request.step}`)}</Text>
        <Text>{t('home.next', { who: t(`actsNext.${request.actsNext}`) })}</Text>
        {request.step === 'need-from-you' &&
          [...new Set(request.waitsFor.map((who) => t(`waitsFor.${who}`)))].map((text) => (
            <Alert key={text} icon={<Icon name="clock" />}>
              {text}
            </Alert>
          ))}
        {request.packets.map((packet) => (
          <Packet
            key={packet.linkId}
            packet={packet}
            requestId={request.id}
            patientId={patientId}
            language={language}
          />
        ))}
        <Text size="sm" c="dimmed">
          {request.number} · {t('home.asked', { day: dayIn(language, request.receivedAt) })}
        </Text>
        {open && request.dueAt !== null && (
          <Text size="sm">{t('home.due', { day: dayIn(language, request.dueAt) })}</Text>
        )}
        <details>
          <summary>{t('home.statement')}</summary>
          <pre className={classes['statement']}>{request.statement}</pre>
        </details>
        {open && (
          <>
            <Anchor component={Link} to={papersPath(patientId)} search={{ request: request.id } as never}>
              {t('home.sendFor')}
            </Anchor>
            <Anchor component={Link} to={notesPath(patientId)}>
              {t('home.write')}
            </Anchor>
          </>
        )}
      </Stack>
    </Card>
  );
}

function Packet({
  packet,
  requestId,
  patientId,
  language,
}: {
  readonly packet: Request['packets'][number];
  readonly requestId: string;
  readonly patientId: string;
  readonly language: string;
}) {
  const t = useTexts('portal');
  const [fetching, setFetching] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  const fetchVolume = async (volume: number) => {
    setFetching(volume);
    setFailure(undefined);
    try {
      const response = await fetch(
        addressOf(contract.volume, { patientId, requestId, linkId: packet.linkId, volume }),
        {
          headers: { 'x-chartkeeper': '1' },
        },
      );
      if (!response.ok) throw await problemOf(response);
      saveFile(await response.blob(), `${packet.number}-${volume}.pdf`);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setFetching(undefined);
    }
  };
  return (
    <Stack gap="xs">
      {failure !== undefined && <Problem error={failure} />}
      {packet.volumes.map(({ volume, bytes }) => (
        <Button
          key={volume}
          leftSection={<Icon name="download" size={18} />}
          loading={fetching === volume}
          onClick={() => void fetchVolume(volume)}
        >
          {t(packet.volumes.length === 1 ? 'home.downloadOne' : 'home.download', {
            volume,
            size: Math.ceil(bytes / 1024).toLocaleString(language),
          })}
        </Button>
      ))}
      <Text size="sm">{t('home.until', { day: dayIn(language, packet.expiresAt) })}</Text>
      {packet.encrypted && <Text size="sm">{t('home.encrypted')}</Text>}
    </Stack>
  );
}

function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
