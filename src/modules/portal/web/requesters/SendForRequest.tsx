import { Button, FileInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { upload } from '../../../../ui/api/call.ts';
import { readKey } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { requesterContract as contract } from '../../requesters/contract.ts';
import { Problem } from '../Problem.tsx';

/** The authorization, the subpoena or what was asked for besides, as a file for one request. */
export function SendForRequest({ requestId, number }: { readonly requestId: string; readonly number: string }) {
  const t = useTexts('portal');
  const client = useQueryClient();
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  const send = async () => {
    setTried(true);
    setSent(undefined);
    setFailure(undefined);
    if (files.length === 0) return;
    setBusy(true);
    try {
      setSent((await upload(contract.sendPapers, { params: { requestId }, query: {} }, files)).sent);
      setFiles([]);
      setTried(false);
      await client.invalidateQueries({ queryKey: readKey(contract.requests) });
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(t('problem.other')));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="xs">
        {failure !== undefined && <Problem error={failure} />}
        <FileInput
          label={t('firm.paper', { number })}
          description={t('firm.paperHint')}
          multiple
          clearable
          clearButtonProps={{ 'aria-label': t('papers.clear') }}
          value={files}
          error={tried && files.length === 0 ? t('papers.missing') : undefined}
          onChange={setFiles}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('papers.submit')}
        </Button>
        <Text role="status" fw={600}>
          {sent === undefined ? '' : t('papers.sent', { count: sent })}
        </Text>
      </Stack>
    </form>
  );
}
