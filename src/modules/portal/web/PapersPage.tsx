import { Button, Card, FileInput, NativeSelect, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { upload } from '../../../ui/api/call.ts';
import { readKey, useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { contract } from '../contract.ts';
import classes from './portal.module.css';
import { SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { dayIn } from '../../../ui/use-language.ts';

const LOOK_AGAIN_MS = 5_000;

export default function PapersPage() {
  const t = useTexts('portal');
  const { patientId = '' } = useParams({ strict: false });
  return (
    <SignedIn title={() => t('papers.title')} patientId={patientId}>
      {(account, record) => <Papers key={record} patientId={record} language={account.language} />}
    </SignedIn>
  );
}

/** A photo of a paper goes in; what became of it is said in words that tell the sender what to do. */
function Papers({ patientId, language }: { readonly patientId: string; readonly language: string }) {
  const t = useTexts('portal');
  const [{ request: asked }] = useAddress(['request']);
  const client = useQueryClient();
  const [files, setFiles] = useState<File[]>([]);
  const [request, setRequest] = useState(asked ?? '');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  const requests = useRead(contract.requests, { params: { patientId } });
  const read = useRead(contract.papers, { params: { patientId } }, { everyMs: LOOK_AGAIN_MS });
  const papers = read.data?.papers ?? [];
  const send = async () => {
    setTried(true);
    setSent(undefined);
    setFailure(undefined);
    if (files.length === 0) return;
    setSending(true);
    try {
      const answer = await upload(
        contract.sendPapers,
        { params: { patientId }, query: request === '' ? {} : { requestId: request } },
        files,
      );
      setSent(answer.sent);
      setFiles([]);
      setTried(false);
      await client.invalidateQueries({ queryKey: readKey(contract.papers) });
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSending(false);
    }
  };
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack>
          <Text>{t('papers.text')}</Text>
          {failure !== undefined && <Problem error={failure} />}
          <FileInput
            label={t('papers.file')}
            description={t('papers.fileHint')}
            multiple
            clearable
            clearButtonProps={{ 'aria-label': t('papers.clear') }}
            value={files}
            error={tried && files.length === 0 ? t('papers.missing') : undefined}
            onChange={setFiles}
          />
          {(requests.data?.requests.length ?? 0) > 0 && (
            <NativeSelect
              label={t('papers.request')}
              value={request}
              data={[
                { value: '', label: t('papers.noRequest') },
                ...(requests.data?.requests ?? []).map(({ id, number, receivedAt }) => ({
                  value: id,
                  label: `${number}, ${dayIn(language, receivedAt)}`,
                })),
              ]}
              onChange={(event) => setRequest(event.currentTarget.value)}
            />
          )}
          <Button type="submit" size="md" loading={sending}>
            {t('papers.submit')}
          </Button>
          <Text role="status" fw={600}>
            {sent === undefined ? '' : t('papers.sent', { count: sent })}
          </Text>
        </Stack>
      </form>
      <h2>{t('papers.before')}</h2>
      {read.error !== null && <Problem error={read.error} />}
      {read.data !== undefined && papers.length === 0 && <Text>{t('papers.none')}</Text>}
      <ul className={classes['list']}>
        {papers.map((paper) => (
          <li key={paper.id}>
            <Card withBorder padding="sm">
              <Text fw={600} className={classes['words'] ?? ''}>
                {paper.fileName}
              </Text>
              <Text>{t(`papers.state.${paper.state}`)}</Text>
              <Text size="sm" c="dimmed">
                {t('papers.on', { day: dayIn(language, paper.sentAt) })}
              </Text>
            </Card>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
