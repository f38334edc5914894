import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { type Picked, subjectPicker } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { PatientBanner, recordPath } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { identityPath } from './paths.ts';

type Overlay = ResponseOf<typeof contract.openOverlay>;
type Fact = Overlay['facts'][number];
const SEXES = ['female', 'male', 'other', 'unknown'] as const;
const keyOf = ({ id }: Fact) => id;

/** Two people in one record: who the second is, whose each thing is, then the documents move and release goes on. */
export default function OverlayPage() {
  const t = useTexts('identity');
  const { overlayId = '' } = useParams({ strict: false });
  const read = useRead(contract.openOverlay, { params: { id: overlayId } }, { live: ['identity.'] });
  const overlay = read.data;
  return (
    <Page
      title={t('overlay.title')}
      {...(overlay?.patient == null ? {} : { banner: <PatientBanner patientId={overlay.patient.id} /> })}
      actions={
        <Button component={Link} to={identityPath} variant="default" size="xs">
          {t('overlay.back')}
        </Button>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {overlay !== undefined && <Opened overlay={overlay} />}
    </Page>
  );
}

function Opened({ overlay }: { readonly overlay: Overlay }) {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const [marked, setMarked] = useState<readonly Fact[]>([]);
  const [settling, setSettling] = useState<'split' | 'one-person'>();
  const choose = useAct(contract.chooseWhose, { changes: [contract.openOverlay] });
  const move = useAct(contract.moveToSecond, { changes: [contract.openOverlay] });
  const settle = useAct(contract.settleOverlay, {
    changes: [contract.openOverlay, contract.listOverlays],
    onDone: ({ stillFrozen }) => {
      setSettling(undefined);
      showDone(t(stillFrozen ? 'overlay.settledStill' : 'overlay.settledDone'));
    },
  });
  const works = overlay.settled === null && may('identity/work');
  const free = works && marked.length > 0;
  const say = (whose: 'first' | 'second') => () =>
    choose.run({
      params: { id: overlay.id },
      body: {
        whose,
        facts: marked.map(({ id, kind }) => ({ id, kind: kind === 'encounter' ? 'encounter' : 'document' })),
      },
    });
  useCommands([
    { id: 'identity.first', label: t('overlay.first'), keys: ['1'], run: say('first'), disabled: !free },
    { id: 'identity.second', label: t('overlay.second'), keys: ['2'], run: say('second'), disabled: !free },
  ]);
  const toMove = overlay.facts.filter(({ kind, whose, moved }) => kind === 'document' && whose === 'second' && !moved);
  const unsaid = overlay.facts.filter(({ whose }) => whose === null).length;
  /** One after the other: what was moved stays moved when the next one is refused, and the refusal is shown. */
  const moveAll = async () => {
    for (const { patientId, id } of toMove)
      try {
        await move.runAsync({ params: { id: overlay.id, patientId, documentId: id } });
      } catch {
        return;
      }
  };
  const columns: Column<Fact>[] = [
    { key: 'title', header: t('overlay.fact'), names: true, cell: ({ title }) => title },
    { key: 'kind', header: t('overlay.kind'), narrow: 'hide', cell: ({ kind }) => t(`overlay.kinds.${kind}`) },
    { key: 'day', header: t('overlay.day'), solid: true, cell: ({ day }) => (day === null ? '' : dates.day(day)) },
    {
      key: 'whose',
      header: t('overlay.whose'),
      cell: ({ whose, moved }) => (
        <Mark tone={whose === null ? 'attention' : moved ? 'good' : 'info'}>
          {t(moved ? 'overlay.moved' : `overlay.said.${whose ?? 'nobody'}`)}
        </Mark>
      ),
    },
  ];
  return (
    <Stack gap="lg" maw={960}>
      <Notice
        tone={overlay.settled === null ? 'danger' : 'good'}
        title={t(overlay.settled === null ? 'overlay.frozen' : `overlay.outcomes.${overlay.settled.outcome}`)}
      >
        {overlay.settled === null ? overlay.what : overlay.settled.reason}
      </Notice>
      {overlay.otherQuestions.length > 0 && (
        <Notice tone="danger" title={t('overlay.otherQuestions')}>
          {overlay.otherQuestions.join(' · ')} {t('overlay.otherQuestionsText')}
        </Notice>
      )}
      <Second overlay={overlay} works={works} />
      <section aria-label={t('overlay.facts')}>
        <Title order={2} size="h4">
          {t('overlay.facts')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('overlay.factsText')}
        </Text>
        {choose.error !== null && <ProblemNotice error={choose.error} takeFocus />}
        {move.error !== null && <ProblemNotice error={move.error} takeFocus />}
        {works && (
          <Group my="xs">
            <Button
              size="xs"
              variant="default"
              disabled={!free}
              onClick={say('first')}
              rightSection={<Shortcut keys="1" />}
            >
              {t('overlay.first')}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={!free}
              onClick={say('second')}
              rightSection={<Shortcut keys="2" />}
            >
              {t('overlay.second')}
            </Button>
            <Button
              size="xs"
              disabled={toMove.length === 0 || overlay.second === null}
              loading={move.isPending}
              onClick={() => void moveAll()}
            >
              {t('overlay.move', { count: toMove.length })}
            </Button>
          </Group>
        )}
        <RecordsTable
          label={t('overlay.facts')}
          columns={columns}
          rows={overlay.facts}
          rowKey={keyOf}
          onMarked={setMarked}
          empty={<Empty icon="document" title={t('overlay.none')} text={t('overlay.noneText')} />}
          maxHeight="50vh"
        />
      </section>
      {works && (
        <Group>
          <Button
            onClick={() => setSettling('split')}
            disabled={overlay.second === null || toMove.length > 0 || unsaid > 0}
          >
            {t('overlay.settle.split')}
          </Button>
          <Button variant="default" onClick={() => setSettling('one-person')}>
            {t('overlay.settle.one-person')}
          </Button>
          {unsaid > 0 && <Text size="sm">{t('overlay.unsaid', { count: unsaid })}</Text>}
        </Group>
      )}
      {settling !== undefined && (
        <ReasonDialog
          title={t(`overlay.settle.${settling}`)}
          text={t(`overlay.settleText.${settling}`)}
          action={t(`overlay.settle.${settling}`)}
          busy={settle.isPending}
          error={settle.error}
          onConfirm={(reason) => settle.run({ params: { id: overlay.id }, body: { outcome: settling, reason } })}
          onCancel={() => setSettling(undefined)}
        />
      )}
    </Stack>
  );
}

function Second({ overlay, works }: { readonly overlay: Overlay; readonly works: boolean }) {
  const t = useTexts('identity');
  const tp = useTexts('patients');
  const may = useMay();
  const [picked, setPicked] = useState<Picked>();
  const [family, setFamily] = useState('');
  const [given, setGiven] = useState('');
  const [birthDate, setBirthDate] = useState('');
  const [sex, setSex] = useState<(typeof SEXES)[number]>('unknown');
  const [now] = useState(() => new Date());
  const name = useAct(contract.nameSecond, { changes: [contract.openOverlay] });
  const register = {
    family: family.trim(),
    given: given.trim(),
    sex,
    ...(birthDate === '' ? {} : { birthDate }),
  };
  return (
    <section aria-label={t('overlay.secondPerson')}>
      <Title order={2} size="h4">
        {t('overlay.secondPerson')}
      </Title>
      {overlay.second !== null && (
        <Link to={recordPath(overlay.second.id)}>
          {[overlay.second.name, overlay.second.mrn].filter(Boolean).join(' · ')}
        </Link>
      )}
      {overlay.second === null && works && (
        <Stack gap="xs">
          {name.error !== null && <ProblemNotice error={name.error} takeFocus />}
          <SlotPlace
            slot={subjectPicker}
            props={{ id: 'overlay-second', label: t('overlay.known'), picked, onPick: setPicked }}
            may={may}
          />
          {picked === undefined && (
            <Group align="end">
              <TextInput
                label={t('overlay.family')}
                maxLength={200}
                value={family}
                onChange={(event) => setFamily(event.currentTarget.value)}
              />
              <TextInput
                label={t('overlay.given')}
                maxLength={200}
                value={given}
                onChange={(event) => setGiven(event.currentTarget.value)}
              />
              <DateField
                id="overlay-born"
                label={t('rows.birthDate')}
                value={birthDate}
                onChange={setBirthDate}
                lies="past"
                now={now}
              />
              <Select
                label={t('rows.sex')}
                allowDeselect={false}
                data={SEXES.map((value) => ({ value, label: tp(`sex.${value}`) }))}
                value={sex}
                onChange={(value) => setSex(SEXES.find((each) => each === value) ?? sex)}
              />
            </Group>
          )}
          <Group>
            <Button
              variant="default"
              loading={name.isPending}
              disabled={picked === undefined && register.family === '' && register.given === ''}
              onClick={() =>
                name.run({
                  params: { id: overlay.id },
                  body: picked === undefined ? register : { patientId: picked.id },
                })
              }
            >
              {t(picked === undefined ? 'overlay.register' : 'overlay.take')}
            </Button>
          </Group>
        </Stack>
      )}
    </section>
  );
}
