import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { PageViewer } from '../../../../ui/viewer/PageViewer.tsx';
import { contract } from '../../contract.ts';
import { readerContract } from '../../reader/contract.ts';
import { type CaseWords, type ReleaseCase, useCaseAct } from '../case.ts';
import { SHEET, usePictureSize } from '../use-picture-size.ts';
import { CheckRows } from './CheckRows.tsx';
import { DefectFields, DefectList } from './DefectFields.tsx';
import { ElementRows } from './ElementRows.tsx';
import { FormFields } from './FormFields.tsx';
import { bodyOf, type Draft, draftOf, type Reading, rowsOf } from './reading.ts';
import classes from './reader.module.css';

export type PlaceOnPage = NonNullable<Reading['elements'][number]['place']>;

export interface ReadingDeskProps {
  readonly open: ReleaseCase;
  readonly words: CaseWords;
  readonly reading: Reading;
  readonly documentId: string | undefined;
  readonly onDone: () => void;
}

/** The pages of the form on one side with each place marked, on the other what was read: one key confirms or changes each. */
export function ReadingDesk({ open, words, reading, documentId, onDone }: ReadingDeskProps) {
  const t = useTexts('release');
  const [draft, setDraft] = useState<Draft>(() => draftOf(reading));
  const [index, setIndex] = useState(0);
  const [zone, setZone] = useState<PlaceOnPage>();
  const decide = useCaseAct(readerContract.decideReading, {
    changes: [contract.open, contract.list, readerContract.formReading],
    onDone,
  });
  const urlOf = (number: number) =>
    `${addressOf(readerContract.formPage, { id: open.id, number })}${documentId === undefined ? '' : `?documentId=${documentId}`}`;
  const shown = reading.form[index] ?? reading.form[0] ?? 1;
  const size = usePictureSize(urlOf(shown));
  const rows = rowsOf(
    reading,
    [...words.formChecklists.hipaa, ...(draft.alsoPart2 ? words.formChecklists.part2 : [])],
    draft,
  );
  const show = (place: PlaceOnPage | null) => {
    if (place === null) return;
    setIndex(Math.max(0, reading.form.indexOf(place.page)));
    setZone(place);
  };
  const first = !reading.patientKnown ? 'firstPatient' : !reading.requesterVerified ? 'firstRequester' : undefined;
  const places = [
    ...rows.map(({ element }, at) => ({
      place: element.place,
      label: String(at + 1),
      tone: toneOf(draft.elements[element.id]),
    })),
    ...reading.defects.map(({ kind, place }) => ({
      place,
      label: t(`reading.defects.${kind}`),
      tone: 'danger' as const,
    })),
  ];
  return (
    <section aria-label={t('reading.title')}>
      <Text fw={600}>{t('reading.title')}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('reading.hint')}
      </Text>
      <div className={classes['desk']}>
        <div className={classes['view']}>
          <PageViewer
            pages={reading.form.map((number) => ({
              id: `${documentId ?? 'attached'}/${number}`,
              ...(number === shown ? size : SHEET),
              imageUrl: urlOf(number),
            }))}
            index={index}
            onIndex={setIndex}
            zone={zone?.page === shown ? boxOf(zone) : undefined}
            marks={places.flatMap(({ place, label, tone }) =>
              place?.page === shown ? [{ box: boxOf(place), label, tone }] : [],
            )}
          />
        </div>
        <Stack gap="md">
          {decide.error !== null && <ProblemNotice error={decide.error} takeFocus />}
          <PagesRead reading={reading} />
          <DefectList reading={reading} onShow={show} />
          <CheckRows open={open} reading={reading} draft={draft} onChange={setDraft} onShow={show} />
          <ElementRows rows={rows} draft={draft} onChange={setDraft} onShow={show} />
          <FormFields draft={draft} onChange={setDraft} />
          <DefectFields draft={draft} onChange={setDraft} />
          <Text size="xs" c="dimmed">
            {reading.notLookedFor.includes('edits') && `${t('reading.editsNotLookedFor')} `}
            {t('reading.notLookedFor')}
          </Text>
          {first !== undefined && <Text size="sm">{t(`reading.${first}`)}</Text>}
          <Group>
            <Button
              loading={decide.isPending}
              disabled={first !== undefined}
              onClick={() => decide.run({ params: { id: open.id }, body: bodyOf(reading, draft, documentId) })}
            >
              {t('reading.confirm')}
            </Button>
          </Group>
        </Stack>
      </div>
    </section>
  );
}

/** What was looked at, and what was not. */
function PagesRead({ reading }: { readonly reading: Reading }) {
  const t = useTexts('release');
  const { form, given, looked, others, unreadable } = reading;
  const lines = [
    ...(given > 1 ? [t('reading.pages', { count: form.length, pages: form.join(', '), given })] : []),
    ...(looked < given ? [t('reading.notLooked', { looked, given })] : []),
    ...(others.length > 0 ? [t('reading.others', { pages: others.join(', ') })] : []),
    ...(unreadable.length > 0 ? [t('reading.unreadable', { pages: unreadable.join(', ') })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Notice tone="neutral" title={lines[0] ?? ''}>
      {lines.slice(1).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Notice>
  );
}

const boxOf = ({ x, y, w, h }: PlaceOnPage) => ({ left: x, top: y, width: w, height: h });

function toneOf(state: string | undefined) {
  return state === 'missing' ? ('danger' as const) : ('plain' as const);
}
