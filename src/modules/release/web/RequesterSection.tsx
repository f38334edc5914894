import { Button, DataList, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type CaseWords, type ReleaseCase, type Seen } from './case.ts';
import { ChecklistFields, wholeSeen } from './ChecklistFields.tsx';
import { ElementList } from './ElementList.tsx';
import { Fact } from './Fact.tsx';
import { KnownRequester } from './requesters/KnownRequester.tsx';
import { RESULT_TONES } from './words.ts';

const OFFICIAL = ['not-an-official', 'in-person', 'in-writing', 'by-agent'] as const;
/** The rule on public officials is asked only when one asks. */
const FOR_OFFICIALS = 'us/hipaa/verification-of-official';
const LEAST_HOW = 3;

/** Who asks and by what right (45 CFR 164.514(h)): how it was verified, and what was seen. */
export function RequesterSection({ open, words }: { readonly open: ReleaseCase; readonly words: CaseWords }) {
  const t = useTexts('release');
  const may = useMay();
  const [editing, setEditing] = useState(open.verification === null);
  const { verification } = open;
  const changeable = may('release/work') && open.closure === null && open.cancellation === null;
  if (open.requester === null) return <Text size="sm">{t('requester.describeFirst')}</Text>;
  if (editing && changeable) return <Verify open={open} words={words} onDone={() => setEditing(false)} />;
  if (verification === null) return <Text size="sm">{t('requester.notYet')}</Text>;
  return (
    <Stack gap="sm">
      <KnownRequester requestId={open.id} />
      <Group gap="xs">
        <Mark tone={RESULT_TONES[verification.result] ?? 'neutral'}>{t(`results.${verification.result}`)}</Mark>
      </Group>
      <DataList>
        <Fact label={t('requester.how')}>{verification.how}</Fact>
      </DataList>
      <ElementList elements={verification.elements} label={t('sections.requester')} />
      {changeable && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {t('requester.again')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Verify(props: { readonly open: ReleaseCase; readonly words: CaseWords; readonly onDone: () => void }) {
  const t = useTexts('release');
  const [how, setHow] = useState('');
  const [official, setOfficial] = useState<(typeof OFFICIAL)[number]>('not-an-official');
  const [seen, setSeen] = useState<Seen>({});
  const verify = useCaseAct(contract.verifyRequester, { onDone: props.onDone });
  const checklists = props.words.verificationChecklists.filter(
    ({ ruleId }) => ruleId !== FOR_OFFICIALS || official !== 'not-an-official',
  );
  return (
    <Stack gap="md" maw={820}>
      <KnownRequester requestId={props.open.id} />
      {verify.error !== null && <ProblemNotice error={verify.error} takeFocus />}
      <Textarea
        label={t('requester.how')}
        description={t('requester.howHint')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
      <Select
        label={t('requester.official')}
        allowDeselect={false}
        maw={420}
        value={official}
        onChange={(value) => setOfficial(OFFICIAL.find((each) => each === value) ?? 'not-an-official')}
        data={OFFICIAL.map((value) => ({ value, label: t(`requester.officials.${value}`) }))}
      />
      {checklists.map((checklist) => (
        <ChecklistFields key={checklist.ruleId} checklist={checklist} seen={seen} onChange={setSeen} />
      ))}
      <Group>
        <Button
          loading={verify.isPending}
          disabled={how.trim().length < LEAST_HOW}
          onClick={() =>
            verify.run({
              params: { id: props.open.id },
              body: { how: how.trim(), seen: wholeSeen(checklists, seen), officialAsks: official },
            })
          }
        >
          {t('requester.verify')}
        </Button>
      </Group>
    </Stack>
  );
}
