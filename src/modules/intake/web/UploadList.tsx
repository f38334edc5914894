import { Anchor, Button, Group, Paper, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { describeProblem } from '../../../ui/feedback/describe-problem.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import classes from './intake.module.css';
import { itemPath } from './paths.ts';
import { clearStored, sendAgain, useUploads, type UploadRow } from './uploads.ts';

/** Every file that was dropped, with how far it is and, where it was not taken, the reason. */
export function UploadList() {
  const t = useTexts('intake');
  const rows = useUploads();
  if (rows.length === 0) return null;
  const count = (state: UploadRow['state']) => rows.filter((row) => row.state === state).length;
  const busy = count('waiting') + count('sending') + count('paused');
  return (
    <Paper component="section" radius="md" p="sm" aria-label={t('upload.list')}>
      <Group justify="space-between" mb={6}>
        <Text fw={600} size="sm" role="status">
          {busy > 0
            ? t('upload.sending', { count: busy, of: rows.length })
            : t('upload.done', { stored: count('stored'), refused: count('refused') + count('failed') })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={clearStored}>
          {t('upload.clear')}
        </Button>
      </Group>
      <ul className={classes['uploads']}>
        {rows.map((row) => (
          <UploadLine key={row.key} row={row} />
        ))}
      </ul>
    </Paper>
  );
}

function UploadLine({ row }: { readonly row: UploadRow }) {
  const t = useTexts('intake');
  const ui = useTexts('ui');
  const problem = row.error === undefined ? undefined : describeProblem(row.error, ui);
  return (
    <li>
      <span className={classes['uploadName']}>
        {row.itemId === undefined ? (
          row.name
        ) : (
          <Anchor component={Link} to={itemPath(row.itemId)} size="sm">
            {row.name}
          </Anchor>
        )}
      </span>
      <span className={classes['uploadState']}>
        {row.state === 'waiting' && <Text size="xs">{t('upload.waiting')}</Text>}
        {row.state === 'paused' && <Mark tone="attention">{t('upload.paused')}</Mark>}
        {row.state === 'sending' && (
          <Progress.Root size="lg">
            <Progress.Section
              value={row.sent * 100}
              aria-label={t('upload.progress', { name: row.name })}
              animated={row.sent === 1}
            />
          </Progress.Root>
        )}
        {row.state === 'stored' && (
          <Mark tone="good" icon="check">
            {t('upload.stored')}
          </Mark>
        )}{' '}
        {row.state === 'stored' && row.sameAs !== undefined && <Mark tone="attention">{t('state.sameBytes')}</Mark>}
        {row.state === 'refused' && (
          <>
            <Mark tone="danger" icon="cross">
              {t('upload.refused')}
            </Mark>{' '}
            <Text size="xs" component="span">
              {row.refused}
            </Text>
          </>
        )}
        {row.state === 'failed' && (
          <>
            <Mark tone="danger" icon="alert">
              {problem?.title}
            </Mark>{' '}
            <Text size="xs" component="span">
              {problem?.detail}
            </Text>{' '}
            <Button size="compact-xs" variant="default" onClick={() => sendAgain(row.key)}>
              {ui('retry')}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}
