import { Button, DataList, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type CaseWords, type ReleaseCase } from './case.ts';
import { DescriptionFields } from './DescriptionFields.tsx';
import { descriptionOf, missingDescription, sentDescription } from './description-words.ts';
import { Fact } from './Fact.tsx';
import { LetterBeside } from './papers/LetterBeside.tsx';
import { PapersOfCase } from './papers/PapersOfCase.tsx';
import { word } from './words.ts';

/** What came in: the stamp, who asks and for what, and the pages it came on. */
export function ReceivedSection({ open, words }: { readonly open: ReleaseCase; readonly words: CaseWords }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [editing, setEditing] = useState(open.requester === null);
  const changeable = may('release/work') && open.closure === null && open.cancellation === null;
  if (editing && changeable) return <Describe open={open} words={words} onDone={() => setEditing(false)} />;
  const { requester } = open;
  return (
    <Stack gap="sm">
      <DataList>
        <Fact label={t('received.at')}>
          {dates.instant(open.receivedAt)} · {t(`vias.${open.receivedVia}`, { defaultValue: open.receivedVia })}
        </Fact>
        {requester !== null && (
          <Fact label={t('received.requester')}>
            {[requester.name, requester.organisation, word('classes', requester.class, t)].filter(Boolean).join(' · ')}
            {requester.address !== undefined && (
              <>
                <br />
                {requester.address.join(', ')}
              </>
            )}
          </Fact>
        )}
        {requester !== null && (
          <Fact label={t('received.reach')}>
            {[requester.phone, requester.fax, requester.email].filter(Boolean).join(' · ') || '—'}
            {requester.reference !== undefined && ` · ${t('received.reference', { reference: requester.reference })}`}
          </Fact>
        )}
        {open.purpose !== null && (
          <Fact label={t('describe.purpose')}>
            {[word('purposes', open.purpose, t), open.purposeWords].filter(Boolean).join(': ')}
          </Fact>
        )}
        <Fact label={t('describe.wants')}>
          {t(`wants.${open.wants}`)}
          {open.copyForm !== null && `, ${t(`copyForms.${open.copyForm}`)}`}
        </Fact>
        {open.askedFor !== null && <Fact label={t('describe.askedFor')}>{open.askedFor}</Fact>}
        {(open.askedFrom !== null || open.askedTo !== null) && (
          <Fact label={t('received.askedDays')}>
            {t('earlier.days', {
              from: open.askedFrom === null ? t('earlier.open') : dates.day(open.askedFrom),
              to: open.askedTo === null ? t('earlier.open') : dates.day(open.askedTo),
            })}
          </Fact>
        )}
        {open.patientAsWritten !== null && <Fact label={t('describe.patientAsWritten')}>{open.patientAsWritten}</Fact>}
        {open.intakePages.length > 0 && (
          <Fact label={t('received.pages')}>
            <PapersOfCase open={open} />
          </Fact>
        )}
        {open.papersTakenBack.length > 0 && (
          <Fact label={t('received.takenBack')}>
            {open.papersTakenBack.map(({ itemId, pages, at, reason }) => (
              <div key={`${itemId} ${at}`}>
                {t('received.takenBackOn', { count: pages.length, at: dates.instant(at), reason })}
              </div>
            ))}
          </Fact>
        )}
      </DataList>
      {changeable && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {t('received.change')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Describe(props: { readonly open: ReleaseCase; readonly words: CaseWords; readonly onDone: () => void }) {
  const t = useTexts('release');
  const [words, setWords] = useState(() => descriptionOf(props.open));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const describe = useCaseAct(contract.describe, {
    onDone: () => {
      showDone(t('received.saved'));
      props.onDone();
    },
  });
  const save = () => {
    const missing = missingDescription(words, t);
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length > 0) return;
    describe.run({
      params: { id: props.open.id },
      body: { version: props.open.version, ...sentDescription(words) },
    });
  };
  return (
    <LetterBeside open={props.open}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {describe.error !== null && <ProblemNotice key={attempt} error={describe.error} takeFocus />}
      <DescriptionFields words={words} onChange={setWords} errors={errors} vocabulary={props.words} />
      <Group justify="flex-end">
        <Button loading={describe.isPending} onClick={save}>
          {t('received.save')}
        </Button>
      </Group>
    </LetterBeside>
  );
}
