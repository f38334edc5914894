import { Accordion, Button, Group, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Steps } from '../../../ui/feedback/Steps.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { PatientBanner } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { AnswerItems } from './answers/AnswerItems.tsx';
import { ApprovalSection } from './ApprovalSection.tsx';
import { AuthoritySection } from './AuthoritySection.tsx';
import { CareSection } from './care/CareSection.tsx';
import { BasisSection } from './basis/BasisSection.tsx';
import { CaseActs } from './CaseActs.tsx';
import { CaseClock } from './CaseClock.tsx';
import { currentStage, STAGES, type CaseWords, type ReleaseCase, type Stage } from './case.ts';
import { CourtSection } from './court/CourtSection.tsx';
import { ClosedSection } from './ClosedSection.tsx';
import { DeliverySection } from './DeliverySection.tsx';
import { FeeSection } from './fees/FeeSection.tsx';
import { EarlierSection } from './kind/EarlierSection.tsx';
import { KindSection } from './kind/KindSection.tsx';
import { LettersSection } from './LettersSection.tsx';
import { PacketOptions } from './making/PacketOptions.tsx';
import { PacketSection } from './PacketSection.tsx';
import { PatientSection } from './PatientSection.tsx';
import { releasePath } from './paths.ts';
import { AuthorityReading } from './reader/AuthorityReading.tsx';
import { PayerItem } from './payers/PayerItem.tsx';
import { PreflightSection } from './preflight/PreflightSection.tsx';
import { ReceivedSection } from './ReceivedSection.tsx';
import classes from './release.module.css';
import { RequesterSection } from './RequesterSection.tsx';
import { RestrictionsNote } from './restrictions/RestrictionsNote.tsx';
import { caseParts } from './slots.ts';
import { ScopeSection } from './ScopeSection.tsx';
import { SuspensionsSection } from './requesters/SuspensionsSection.tsx';
import { SupplementsSection } from './SupplementsSection.tsx';
import { STATUS_TONES } from './words.ts';

/** One request for records from the receipt stamp to the closing note; the step that waits stands open. */
export default function CasePage() {
  const t = useTexts('release');
  const { requestId = '' } = useParams({ strict: false });
  const read = useRead(contract.open, { params: { id: requestId } }, { live: ['release.'] });
  const words = useRead(contract.words, {});
  const open = read.data;
  const back = (
    <Button component={Link} to={releasePath} variant="default" size="xs">
      {t('case.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('case.title')} actions={back}>
        <Empty icon="lock" title={t('case.notFound')} text={t('case.notFoundText')} />
      </Page>
    );
  const error = read.error ?? words.error;
  return (
    <Page
      title={open === undefined ? t('case.title') : t('case.numbered', { number: open.number })}
      {...(open?.patient == null ? {} : { banner: <PatientBanner patientId={open.patient.id} /> })}
      actions={
        <>
          <Freshness updatedAt={read.dataUpdatedAt} />
          {open !== undefined && <CaseActs open={open} />}
          {back}
        </>
      }
    >
      {error !== null && <ProblemNotice error={error} onRetry={() => void read.refetch()} />}
      {(read.isPending || words.isPending) && <Waiting />}
      {open !== undefined && words.data !== undefined && <OpenCase key={requestId} open={open} words={words.data} />}
    </Page>
  );
}

/** The stages before fold up meanwhile; only then is it known where the next one stands. */
const FOLDED_MS = 160;

/**
 * What is next comes into sight. The focus goes there when it was lost with the form that was just sent, to the first
 * field, so that the hands stay on the keyboard; news from elsewhere take it from nobody.
 */
function bringIntoSight(stage: Stage, arriving: boolean): void {
  const section = document.getElementById(`stage-${stage}`);
  if (section === null) return;
  section.scrollIntoView({ block: 'nearest' });
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (!arriving && isLost) enter(stage);
}

/** The first that is filled in: the tools of a viewer beside it are none. */
const FIELD = '[role="region"] :is(input, textarea):not(:disabled):not([role="toolbar"] *)';

/** What stands open beside the stages themselves. */
type Place = Stage | 'components' | 'outcome' | 'letters' | 'fee' | 'payer';

/** To the first field of a part, or to its name where nothing is to be filled in. */
function enter(place: Place): void {
  const section = document.getElementById(`stage-${place}`);
  if (section === null) return;
  section.scrollIntoView({ block: 'nearest' });
  const field = section.querySelector<HTMLElement>(FIELD);
  (field ?? section.querySelector('button'))?.focus({ preventScroll: true });
}

/** Where the hand is needed beside the stage itself: what is owed, the outcome with its letter. */
const BESIDE: Readonly<Record<string, readonly Place[]>> = {
  'settle-components': ['components'],
  'send-letter': ['outcome', 'letters'],
  'review-denial': ['outcome'],
};

/** Whoever approves looks at the documents first, so both stand open. */
function standingOpen(current: Stage | undefined, next: string): readonly Place[] {
  if (BESIDE[next] !== undefined) return BESIDE[next];
  if (current === 'approval') return ['scope', 'approval'];
  return current === undefined ? [] : [current];
}

function OpenCase({ open, words }: { readonly open: ReleaseCase; readonly words: CaseWords }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const ended = open.cancellation !== null || open.closure !== null;
  const current = ended ? undefined : currentStage(open);
  const isNew = useRef(true);
  const [shown, setShown] = useState<readonly string[]>(() => standingOpen(current, open.next));
  useEffect(() => {
    // The case went on: what is next opens, what was done closes.
    setShown(standingOpen(current, open.next));
    const arriving = isNew.current;
    isNew.current = false;
    // Whoever approves begins at the top, with what is known of the case.
    if (current === undefined || (arriving && current === 'approval')) return;
    const timer = setTimeout(() => bringIntoSight(current, arriving), FOLDED_MS);
    return () => clearTimeout(timer);
  }, [current, open.next]);
  const goTo = (place: Place) => {
    setShown((before) => [...new Set([...before, place])]);
    setTimeout(() => enter(place), FOLDED_MS);
  };
  const [{ part }] = useAddress(['part']);
  const asked = part === 'fee' || part === 'payer' ? part : undefined;
  useEffect(() => {
    if (asked === undefined) return;
    setShown((before) => [...new Set([...before, asked])]);
    const timer = setTimeout(() => enter(asked), FOLDED_MS * 2);
    return () => clearTimeout(timer);
  }, [asked]);
  useCommands([
    {
      ...{ id: 'release.fee', label: t('case.goToFee'), keys: ['f'], reversal: 'reading' as const },
      run: () => goTo('fee'),
    },
    {
      ...{ id: 'release.letters', label: t('case.goToLetters'), keys: ['l'], reversal: 'reading' as const },
      run: () => goTo('letters'),
      disabled: !may('correspondence/read'),
    },
    {
      ...{ id: 'release.components', label: t('answers.goTo'), keys: ['k'], reversal: 'reading' as const },
      run: () => goTo('components'),
    },
    {
      ...{ id: 'release.outcome', label: t('outcome.goTo'), keys: ['o'], reversal: 'reading' as const },
      run: () => goTo('outcome'),
    },
    {
      ...{ id: 'release.current', label: t('case.goToCurrent'), keys: ['n'], reversal: 'reading' as const },
      run: () => current !== undefined && goTo(current),
      disabled: current === undefined,
    },
  ]);
  const doneAt = (stage: Stage) =>
    stage === 'closed'
      ? (open.closure ?? undefined)
      : open.stages.find((each) => each.stage === stage && each.at !== null);
  const wordOf = useActorWord();
  const nameOf = (id: string | null | undefined) => (id == null ? '' : wordOf(id, open.people[id]));
  const sections: Record<Stage, ReactNode> = {
    received: <ReceivedSection open={open} words={words} />,
    patient: <PatientSection open={open} />,
    requester: <RequesterSection open={open} words={words} />,
    authority: (
      <>
        <AuthorityReading open={open} words={words}>
          <AuthoritySection open={open} words={words} />
        </AuthorityReading>
        <BasisSection open={open} />
      </>
    ),
    scope: (
      <>
        <ScopeSection open={open} />
        <PacketOptions open={open} />
      </>
    ),
    approval: <ApprovalSection open={open} />,
    packet: (
      <>
        <PacketOptions open={open} />
        <PacketSection open={open} />
      </>
    ),
    delivery: <DeliverySection open={open} />,
    closed: <ClosedSection open={open} />,
  };
  return (
    <div className={classes['case']}>
      <div className={classes['head']}>
        <Mark tone={STATUS_TONES[open.status] ?? 'neutral'}>{t(`status.${open.status}`)}</Mark>
        {!['nothing', 'wait'].includes(open.next) && (
          <Text size="sm" fw={600}>
            {t(`next.${open.next}`)}
          </Text>
        )}
        <CaseClock open={open} />
      </div>
      {open.pends
        .filter(({ resumedAt }) => resumedAt === null)
        .map((pend) => (
          <Notice
            key={pend.id}
            tone="attention"
            icon="clock"
            title={t('pend.title', { who: t(`pend.waitingFor.${pend.waitingFor}`) })}
          >
            {pend.reason}
            {pend.until !== null && ` · ${t('pend.until', { day: dates.day(pend.until) })}`}
          </Notice>
        ))}
      <SlotPlace slot={caseParts} props={{ requestId: open.id }} may={may} />
      <SuspensionsSection requestId={open.id} />
      <CareSection requestId={open.id} />
      <RestrictionsNote requestId={open.id} />
      <SupplementsSection requestId={open.id} />
      <EarlierSection open={open} />
      <KindSection open={open} />
      <CourtSection open={open} />
      <PreflightSection open={open} />
      {open.cancellation !== null && (
        <Notice tone="neutral" title={t('cancel.title', { why: t(`cancel.reasons.${open.cancellation.reasonCode}`) })}>
          {open.cancellation.reason} · {dates.instant(open.cancellation.at)}, {nameOf(open.cancellation.by)}
        </Notice>
      )}
      <Steps
        label={t('case.steps')}
        steps={STAGES.map((stage) => ({
          key: stage,
          label: t(`stages.${stage}`),
          state: doneAt(stage) !== undefined ? 'done' : stage === current ? 'current' : 'ahead',
        }))}
      />
      <Accordion
        multiple
        variant="contained"
        classNames={{ item: classes['stage'] ?? '', label: classes['stageName'] ?? '' }}
        order={2}
        value={[...shown]}
        onChange={setShown}
        chevronPosition="left"
        transitionDuration={120}
      >
        {STAGES.map((stage) => {
          const done = doneAt(stage);
          return (
            <Accordion.Item
              key={stage}
              value={stage}
              id={`stage-${stage}`}
              data-current={stage === current || undefined}
            >
              <Accordion.Control>
                <Group justify="space-between" gap="xs">
                  <Text fw={600}>{t(`sections.${stage}`)}</Text>
                  <Text size="xs" c="dimmed">
                    {done?.at == null
                      ? stage === current
                        ? t('case.now')
                        : ''
                      : t('case.doneBy', { at: dates.instant(done.at), who: nameOf(done.by) })}
                  </Text>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>{shown.includes(stage) && sections[stage]}</Accordion.Panel>
            </Accordion.Item>
          );
        })}
        <AnswerItems open={open} shown={shown} />
        <PayerItem open={open} shown={shown} />
        <Accordion.Item value="fee" id="stage-fee">
          <Accordion.Control>
            <Text fw={600}>{t('sections.fee')}</Text>
          </Accordion.Control>
          <Accordion.Panel>{shown.includes('fee') && <FeeSection open={open} />}</Accordion.Panel>
        </Accordion.Item>
        {may('correspondence/read') && (
          <Accordion.Item value="letters" id="stage-letters">
            <Accordion.Control>
              <Text fw={600}>{t('sections.letters')}</Text>
            </Accordion.Control>
            <Accordion.Panel>{shown.includes('letters') && <LettersSection open={open} />}</Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
    </div>
  );
}
