import { Button, Card, Stack, Text, Textarea } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import classes from './portal.module.css';
import { SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { dayIn } from '../../../ui/use-language.ts';

const LOOK_AGAIN_MS = 20_000;

export default function NotesPage() {
  const t = useTexts('portal');
  const { patientId = '' } = useParams({ strict: false });
  return (
    <SignedIn title={() => t('notes.title')} patientId={patientId}>
      {(account, record) => <Thread key={record} patientId={record} language={account.language} />}
    </SignedIn>
  );
}

function Thread({ patientId, language }: { readonly patientId: string; readonly language: string }) {
  const t = useTexts('portal');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const read = useRead(contract.notes, { params: { patientId } }, { everyMs: LOOK_AGAIN_MS });
  const write = useAct(contract.writeNote, {
    changes: [contract.notes],
    onDone: () => {
      setText('');
      setTried(false);
    },
  });
  const notes = read.data?.notes ?? [];
  return (
    <Stack>
      <Text>{t('notes.text')}</Text>
      {read.error !== null && <Problem error={read.error} />}
      {read.data !== undefined && notes.length === 0 && <Text>{t('notes.none')}</Text>}
      <ol className={classes['list']}>
        {notes.map((note) => (
          <li key={note.id} className={classes[note.fromDesk ? 'theirs' : 'mine']}>
            <Card withBorder padding="sm">
              <Text size="sm" c="dimmed">
                {t(note.fromDesk ? 'notes.desk' : 'notes.you')}, {dayIn(language, note.at)}
              </Text>
              <Text className={classes['words'] ?? ''}>{note.text}</Text>
            </Card>
          </li>
        ))}
      </ol>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (text.trim() !== '') write.run({ params: { patientId }, body: { text: text.trim() } });
        }}
      >
        <Stack>
          {write.error !== null && <Problem error={write.error} />}
          <Textarea
            label={t('notes.field')}
            autosize
            minRows={3}
            maxLength={2_000}
            value={text}
            error={tried && text.trim() === '' ? t('notes.missing') : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={write.isPending}>
            {t('notes.submit')}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
