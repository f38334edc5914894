import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { readerContract } from '../../reader/contract.ts';
import { type CaseWords, type ReleaseCase } from '../case.ts';
import { CorrectionCard } from './CorrectionCard.tsx';
import { type Reading } from './reading.ts';
import { ReadingDesk } from './ReadingDesk.tsx';

export interface AuthorityReadingProps {
  readonly open: ReleaseCase;
  readonly words: CaseWords;
  /** The authority as recorded, or the checklist to go through by hand. */
  readonly children: ReactNode;
}

/** The signed form as it reads beside its pages; a person confirms it. Without a form, and where one wishes, by hand. */
export function AuthorityReading({ open, words, children }: AuthorityReadingProps) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [documentId, setDocumentId] = useState<string>();
  const [byHand, setByHand] = useState(false);
  const [anew, setAnew] = useState(false);
  const read = useRead(readerContract.formReading, {
    params: { id: open.id },
    query: documentId === undefined ? {} : { documentId },
  });
  const changeable = may('release/work') && open.packet === null && open.closure === null && open.cancellation === null;
  const reading = read.data;
  const isForm = reading?.state === 'read' && changeable;
  const reads = isForm && (open.authority === null || anew) && !byHand;
  const lacks = open.authority !== null && open.authority.resultToday !== 'sufficient';
  // Where pages came, the form is waited for; else what is typed below must not move when the answer comes.
  if (read.isPending && open.intakePages.length > 0 && open.authority === null) return <Waiting />;
  return (
    <Stack gap="md">
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {changeable && reading !== undefined && <Whence reading={reading} value={documentId} onChange={setDocumentId} />}
      {reading?.state === 'waiting' && (
        <Notice tone="attention" icon="clock" title={t('reading.waiting', { count: reading.waiting })}>
          <Button size="compact-sm" variant="default" onClick={() => void read.refetch()}>
            {t('reading.again')}
          </Button>
        </Notice>
      )}
      {reading?.state === 'not-a-form' && open.authority === null && (
        <Notice tone="neutral" title={t('reading.notAForm')}>
          {t('reading.notAFormText', { count: reading.looked })}
        </Notice>
      )}
      {reading?.known != null && (
        <Notice tone="info" title={t('payer.ssa.read')}>
          {t(reading.known.endsOn === null ? 'payer.ssa.readText' : 'payer.ssa.readEnds', {
            day: reading.known.endsOn === null ? '' : dates.day(reading.known.endsOn),
            cite: reading.known.cite,
          })}
        </Notice>
      )}
      {reads ? (
        <ReadingDesk
          key={reading.digest}
          open={open}
          words={words}
          reading={reading}
          documentId={documentId}
          onDone={() => setAnew(false)}
        />
      ) : (
        children
      )}
      {!reads && reading?.decided?.inForce === true && (
        <Text size="sm">
          {t('reading.confirmed', { count: reading.decided.changed, at: dates.instant(reading.decided.at) })}
        </Text>
      )}
      {lacks && changeable && !reads && <CorrectionCard open={open} language={reading?.language ?? 'en'} />}
      {isForm && (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setByHand(reads);
              setAnew(!reads);
            }}
          >
            {t(reads ? 'reading.byHand' : open.authority === null ? 'reading.byReading' : 'reading.anew')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Only asked where there is a choice. */
function Whence(props: {
  readonly reading: Reading;
  readonly value: string | undefined;
  readonly onChange: (documentId: string | undefined) => void;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const { reading, value, onChange } = props;
  if (reading.documents.length === 0) return null;
  return (
    <Select
      maw={460}
      label={t('reading.from')}
      allowDeselect={false}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === null || chosen === '' ? undefined : chosen)}
      data={[
        { value: '', label: t('reading.attached') },
        ...reading.documents.map(({ documentId, title, date }) => ({
          value: documentId,
          label: t('reading.document', { title, day: date === null ? t('reading.undated') : dates.day(date) }),
        })),
      ]}
    />
  );
}
