import { Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { PageViewer } from '../../../../ui/viewer/PageViewer.tsx';
import { readerContract } from '../../reader/contract.ts';
import { type ReleaseCase } from '../case.ts';
import classes from '../reader/reader.module.css';
import { SHEET, usePictureSize } from '../use-picture-size.ts';
import { PapersOfCase } from './PapersOfCase.tsx';

/** Beyond these nobody looks for what is asked for: the rest of the pages opens from the link. */
const MOST_PAGES_SHOWN = 300;

interface LetterBesideProps {
  readonly open: ReleaseCase;
  /** Width of the fields where they stand alone. */
  readonly maw?: number;
  readonly children: ReactNode;
}

/** What came in stands beside the fields that it is typed into. Without pages: the fields alone. */
export function LetterBeside({ open, maw, children }: LetterBesideProps) {
  const count = open.intakePages.reduce((sum, { pages }) => sum + pages.length, 0);
  if (count === 0)
    return (
      <Stack gap="sm" {...(maw === undefined ? {} : { maw })}>
        {children}
      </Stack>
    );
  return (
    <div className={classes['desk']}>
      <Letter open={open} count={Math.min(count, MOST_PAGES_SHOWN)} />
      <Stack gap="sm">
        <LetterPages open={open} />
        {children}
      </Stack>
    </div>
  );
}

/** The way to the pages of a case, where it has any. */
export function LetterPages({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  if (open.intakePages.length === 0) return null;
  return (
    <Group gap="xs" align="flex-start">
      <Text size="sm" fw={500}>
        {t('received.pages')}
      </Text>
      <div>
        <PapersOfCase open={open} />
      </div>
    </Group>
  );
}

function Letter({ open, count }: { readonly open: ReleaseCase; readonly count: number }) {
  const [index, setIndex] = useState(0);
  const urlOf = (number: number) => addressOf(readerContract.formPage, { id: open.id, number });
  const size = usePictureSize(urlOf(index + 1));
  return (
    <div className={classes['view']}>
      <PageViewer
        pages={Array.from({ length: count }, (_each, at) => ({
          id: `attached/${at + 1}`,
          ...(at === index ? size : SHEET),
          imageUrl: urlOf(at + 1),
        }))}
        index={index}
        onIndex={setIndex}
      />
    </div>
  );
}
