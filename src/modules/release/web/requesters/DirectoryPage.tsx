import { Button, Paper, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { requesterContract } from '../../requesters/contract.ts';
import { releasePath, requesterPath } from '../paths.ts';
import classes from '../release.module.css';
import { word } from '../words.ts';
import { type FoundRequester } from './RequesterFinder.tsx';
import { RequesterForm } from './RequesterForm.tsx';

const TYPING_MS = 150;
const keyOf = ({ id }: FoundRequester) => id;

/** Who asks often: found by part of a name or a number, opened, entered. */
export default function DirectoryPage() {
  const t = useTexts('release');
  const may = useMay();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [adding, setAdding] = useState(false);
  const [text] = useDebouncedValue(typed.trim(), TYPING_MS);
  const read = useRead(requesterContract.findRequesters, { body: { text } }, { keepFormer: true });
  const add = useAct(requesterContract.addRequester, {
    changes: [requesterContract.findRequesters],
    onDone: ({ id }) => void navigate({ to: requesterPath(id) }),
  });
  const columns: Column<FoundRequester>[] = [
    {
      ...{ key: 'name', header: t('describe.name'), names: true },
      cell: ({ name, organisation }) => (
        <div className={classes['lines']}>
          {name}
          {organisation !== null && <small>{organisation}</small>}
        </div>
      ),
    },
    { ...{ key: 'class', header: t('describe.class') }, cell: (row) => word('classes', row.class, t) },
    {
      ...{ key: 'address', header: t('describe.address'), narrow: 'hide' as const },
      cell: ({ address }) => address.join(', '),
    },
    {
      ...{ key: 'channels', header: t('directory.channels') },
      cell: ({ channels }) => (
        <div className={classes['lines']}>
          {channels
            .filter(({ kind }) => kind !== 'mail')
            .map(({ id, kind, value, verified }) => (
              <span key={id}>
                {t(`directory.channelKinds.${kind}`)} {value}{' '}
                <Mark tone={verified === null ? 'attention' : 'good'}>
                  {t(verified === null ? 'directory.notVerified' : 'directory.verified')}
                </Mark>
              </span>
            ))}
        </div>
      ),
    },
  ];
  return (
    <Page
      title={t('directory.title')}
      actions={
        <>
          {may('release/work') && !adding && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
              {t('directory.add')}
            </Button>
          )}
          <Button component={Link} to={releasePath} variant="default" size="xs">
            {t('case.back')}
          </Button>
        </>
      }
    >
      {adding && (
        <Paper p="lg" radius="md" maw={1080}>
          <RequesterForm
            busy={add.isPending}
            error={add.error}
            action={t('directory.add')}
            onSend={(words) => add.run({ body: words })}
            onCancel={() => setAdding(false)}
          />
        </Paper>
      )}
      {!adding && (
        <>
          <TextInput
            type="search"
            label={t('directory.find')}
            description={t('directory.findHint')}
            autoComplete="off"
            data-autofocus
            maxLength={100}
            maw={420}
            value={typed}
            leftSection={<Icon name="search" size={16} />}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {read.data?.more === true && <Notice tone="attention" title={t('directory.more')} />}
          <RecordsTable
            label={t('directory.title')}
            columns={columns}
            rows={text === '' ? [] : read.data?.requesters}
            rowKey={keyOf}
            error={read.error ?? undefined}
            onRetry={() => void read.refetch()}
            onOpen={({ id }) => void navigate({ to: requesterPath(id) })}
            empty={
              <Empty
                icon="people"
                title={t(text === '' ? 'directory.empty' : 'directory.none')}
                text={t(text === '' ? 'directory.emptyText' : 'directory.noneText')}
              />
            }
          />
        </>
      )}
    </Page>
  );
}
