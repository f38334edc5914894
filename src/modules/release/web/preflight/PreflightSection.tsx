import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../../ui/session.ts';
import { preflightContract } from '../../preflight/contract.ts';
import { contract } from '../../contract.ts';
import { type ReleaseCase } from '../case.ts';
import { preflightPath } from '../paths.ts';
import { groupFindings, type Preflight } from './groups.ts';
import { useFindingWords } from './use-finding-words.ts';

/** What was found on the pages that would leave: shown from the choice of records on, until they were handed over. */
export function PreflightSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const navigate = useNavigate();
  const due = open.scope !== null && open.closure === null && open.cancellation === null;
  const read = useRead(
    preflightContract.preflight,
    { params: { id: open.id } },
    { enabled: due, live: ['release.', 'patients.'] },
  );
  const preflight = read.data;
  useCommands([
    {
      ...{ id: 'release.preflight', label: t('preflight.go'), keys: ['p'], reversal: 'reading' as const },
      run: () => void navigate({ to: preflightPath(open.id) }),
      disabled: preflight === undefined || preflight.findings.length === 0,
    },
  ]);
  if (!due || preflight === undefined || !preflight.scopeChosen) return null;
  if (!preflight.changeable && preflight.findings.length === 0) return null;
  return (
    <Notice
      tone={toneOf(preflight)}
      icon={toneOf(preflight) === 'good' ? 'check' : 'document'}
      title={titleOf(preflight, t)}
    >
      <Stack gap={8}>
        <PreflightBar requestId={open.id} preflight={preflight} />
        {preflight.findings.length > 0 && (
          <>
            <Groups preflight={preflight} />
            <Group>
              <Button component={Link} to={preflightPath(open.id)} size="compact-sm" variant="default">
                {t('preflight.go')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Notice>
  );
}

/** How far it is, and what can be done where it does not go on by itself. */
export function PreflightBar({ requestId, preflight }: { readonly requestId: string; readonly preflight: Preflight }) {
  const t = useTexts('release');
  const may = useMay();
  const { state, pages, pagesDone, identityInQuestion, changeable } = preflight;
  const begin = useAct(preflightContract.beginPreflight, { changes: [preflightContract.preflight, contract.open] });
  const again = changeable && may('release/work') && ['none', 'failed', 'stale'].includes(state);
  return (
    <>
      {identityInQuestion && <Text size="sm">{t('preflight.inQuestion')}</Text>}
      {state === 'running' && (
        <div>
          <Text size="sm" role="status">
            {t('preflight.progress', { done: pagesDone, count: pages })}
          </Text>
          <Progress
            value={pages === 0 ? 100 : (pagesDone / pages) * 100}
            aria-label={t('preflight.progressLabel')}
            mt={4}
          />
        </div>
      )}
      {['none', 'failed', 'stale'].includes(state) && <Text size="sm">{t(`preflight.text.${state}`)}</Text>}
      {begin.error !== null && <ProblemNotice error={begin.error} takeFocus />}
      {again && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            loading={begin.isPending}
            onClick={() => begin.run({ params: { id: requestId }, body: {} })}
          >
            {t('preflight.again')}
          </Button>
        </Group>
      )}
    </>
  );
}

function Groups({ preflight }: { readonly preflight: Preflight }) {
  const t = useTexts('release');
  const { groupName } = useFindingWords(preflight);
  return (
    <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {groupFindings(preflight.findings).map((group) => (
        <Group key={group.key} gap="xs" component="li">
          <Mark tone={group.open > 0 ? 'attention' : group.asks ? 'good' : 'neutral'}>
            {group.open > 0
              ? t('preflight.openOf', { open: group.open, count: group.findings.length })
              : t(group.asks ? 'preflight.settledAll' : 'preflight.noted', { count: group.findings.length })}
          </Mark>
          <Text size="sm">{groupName(group)}</Text>
        </Group>
      ))}
    </Stack>
  );
}

function toneOf({ state, identityInQuestion }: Preflight): 'attention' | 'good' | 'neutral' {
  if (identityInQuestion || state === 'open' || state === 'failed' || state === 'stale') return 'attention';
  return state === 'clear' ? 'good' : 'neutral';
}

function titleOf({ state, open, identityInQuestion }: Preflight, t: ReturnType<typeof useTexts>): string {
  if (identityInQuestion) return t('preflight.inQuestionTitle');
  return state === 'open' ? t('preflight.title.open', { count: open }) : t(`preflight.title.${state}`);
}
