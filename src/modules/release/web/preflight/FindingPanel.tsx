import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { documentPath } from '../../../documents/web/index.tsx';
import { contract } from '../../contract.ts';
import { preflightContract } from '../../preflight/contract.ts';
import { redactionContract } from '../../redaction/contract.ts';
import { decisionsFor, type Decision, type Finding, likeliestOf, type Preflight } from './groups.ts';
import classes from './preflight.module.css';
import { useFindingWords } from './use-finding-words.ts';

/** One of `k` is the way back, so what keeps has the letter of "leave as it is". */
const KEYS: Readonly<Record<Decision, string>> = {
  keep: 'e',
  'take-out-page': 'x',
  'take-out-document': 'd',
  correct: 'c',
};

interface PanelProps {
  readonly requestId: string;
  readonly preflight: Preflight;
  readonly ordered: readonly Finding[];
  readonly current: Finding;
  readonly onGo: (finding: Finding) => void;
}

/** The findings by group, and what is done about the one on show or all of its group. */
export function FindingPanel({ requestId, preflight, ordered, current, onGo }: PanelProps) {
  const t = useTexts('release');
  const may = useMay();
  const { groupName, placeOf, moreOf } = useFindingWords(preflight);
  const [whole, setWhole] = useState(false);
  const [asking, setAsking] = useState<Decision>();
  const alike = ordered.filter(
    ({ kind, what, weight, open }) =>
      kind === current.kind && what === current.what && weight === current.weight && (open || weight === 'notes'),
  );
  const meant = whole && alike.length > 1 ? alike : [current];
  const settle = useAct(preflightContract.settleFindings, {
    changes: [preflightContract.preflight, contract.open, redactionContract.redactions],
    onDone: ({ settled, open }) => {
      setAsking(undefined);
      setWhole(false);
      showDone(t('preflight.settled', { count: settled, open }));
      const ids = new Set(meant.map(({ id }) => id));
      const at = ordered.indexOf(current);
      const next = [...ordered.slice(at + 1), ...ordered.slice(0, at)].find((each) => each.open && !ids.has(each.id));
      if (next !== undefined) onGo(next);
    },
  });
  const working = preflight.changeable && ['open', 'clear'].includes(preflight.state) && may('release/work');
  const possible = working ? decisionsFor(meant) : [];
  const walk = (by: 1 | -1) => {
    const next = ordered[ordered.indexOf(current) + by];
    if (next !== undefined) onGo(next);
  };
  useCommands([
    {
      ...{ id: 'preflight.next', label: t('preflight.next'), keys: ['j'], reversal: 'reading' as const, repeats: true },
      run: () => walk(1),
    },
    {
      ...{ id: 'preflight.former', label: t('preflight.former'), keys: ['k'], reversal: 'reading' as const },
      run: () => walk(-1),
      repeats: true,
    },
    {
      ...{ id: 'preflight.group', label: t('preflight.wholeGroup'), keys: ['a'], reversal: 'reading' as const },
      run: () => setWhole((before) => !before),
      disabled: alike.length < 2 || !working,
    },
    ...(Object.keys(KEYS) as Decision[]).map((decision) => ({
      ...{ id: `preflight.${decision}`, label: t(`preflight.decisions.${decision}`), keys: [KEYS[decision]] },
      reversal: 'by-new-act' as const,
      run: () => setAsking(decision),
      disabled: !possible.includes(decision),
    })),
  ]);
  return (
    <>
      <Text size="sm" role="status">
        {preflight.open > 0 ? t('preflight.title.open', { count: preflight.open }) : t('preflight.allSettled')}
      </Text>
      {working && (
        <Stack gap="xs" className={classes['acts']}>
          {alike.length > 1 && (
            <Checkbox
              label={t('preflight.whole', { count: alike.length, group: groupName(current) })}
              checked={whole}
              onChange={(event) => setWhole(event.currentTarget.checked)}
            />
          )}
          <Group gap={6}>
            {possible.map((decision) => (
              <Button
                key={decision}
                size="compact-sm"
                variant={decision === likeliestOf(meant) ? 'filled' : 'default'}
                onClick={() => setAsking(decision)}
                rightSection={<Shortcut keys={KEYS[decision]} />}
              >
                {t(`preflight.decisions.${decision}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
      <FindingList preflight={preflight} ordered={ordered} current={current} onGo={onGo} />
      {asking !== undefined && (
        <ReasonDialog
          title={t(`preflight.decisions.${asking}`)}
          text={t(`preflight.decisionText.${asking}`)}
          identifiers={[
            { label: t('preflight.found'), value: groupName(current) },
            {
              label: t('preflight.where'),
              value:
                meant.length > 1
                  ? t('preflight.several', { count: meant.length })
                  : [placeOf(current), moreOf(current)].filter((part) => part !== null).join(' · '),
            },
          ]}
          action={t(`preflight.decisions.${asking}`)}
          busy={settle.isPending}
          error={settle.error}
          onConfirm={(reason) =>
            settle.run({
              params: { id: requestId },
              body: { findingIds: meant.map(({ id }) => id).slice(0, MOST_AT_ONCE), decision: asking, reason },
            })
          }
          onCancel={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

/** As many as the server takes in one act. */
const MOST_AT_ONCE = 500;

function FindingList({ preflight, ordered, current, onGo }: Omit<PanelProps, 'requestId'>) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const { groupName, placeOf, moreOf } = useFindingWords(preflight);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current.id]);
  return (
    <ul className={classes['list']} ref={list} aria-label={t('preflight.list')}>
      {ordered.map((finding, at) => {
        const former = ordered[at - 1];
        const begins =
          former === undefined || groupName(former) !== groupName(finding) || former.weight !== finding.weight;
        const more = moreOf(finding);
        const { settlement } = finding;
        return (
          <li key={finding.id}>
            {begins && (
              <Text size="sm" fw={650} mt={at === 0 ? 0 : 10}>
                {groupName(finding)}
                {finding.weight === 'notes' && ` · ${t('preflight.onlyNoted')}`}
              </Text>
            )}
            <button
              type="button"
              className={classes['finding']}
              aria-current={finding.id === current.id}
              onClick={() => onGo(finding)}
            >
              <span>
                {placeOf(finding)}
                {more !== null && <span className={classes['more']}>{more}</span>}
                {settlement !== null && (
                  <span className={classes['more']}>
                    {t(`preflight.said.${settlement.decision}`)}: {settlement.reason} · {dates.instant(settlement.at)},{' '}
                    {wordOf(settlement.by, preflight.people[settlement.by])}
                  </span>
                )}
              </span>
              {finding.open && <Mark tone="attention">{t('preflight.isOpen')}</Mark>}
              {finding.gone && <Mark tone="neutral">{t('preflight.gone')}</Mark>}
            </button>
            {settlement?.decision === 'correct' && <CorrectLink preflight={preflight} finding={finding} />}
          </li>
        );
      })}
    </ul>
  );
}

function CorrectLink({ preflight, finding }: { readonly preflight: Preflight; readonly finding: Finding }) {
  const t = useTexts('release');
  const may = useMay();
  const document = preflight.ofDocuments.find(({ documentId }) => documentId === finding.documentId);
  if (document === undefined || !may('documents/correct')) return null;
  return (
    <Text size="sm">
      <Link to={documentPath(document.patientId, document.documentId)}>{t('preflight.correctHere')}</Link>
    </Text>
  );
}
