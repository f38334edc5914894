import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { dayIn } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract } from '../../contract.ts';
import { houseContract } from '../../house-templates/contract.ts';
import { Findings } from './Findings.tsx';
import { STATE_TONE } from './state-tone.ts';

type Version = ResponseOf<typeof houseContract.houseTemplates>['versions'][number];
const CHANGES = [houseContract.houseTemplates, contract.listTemplates];

/** One version: what it is, its sample, and its next step (look at the sample, then in force from a day). */
export function VersionEntry({
  version,
  people,
  lists,
}: {
  readonly version: Version;
  readonly people: Readonly<Record<string, string>>;
  readonly lists: readonly string[];
}) {
  const t = useTexts('correspondence');
  const dates = useDates();
  const wordOf = useActorWord();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [doing, setDoing] = useState<'force' | 'retire'>();
  const [from, setFrom] = useState(() => dayIn(zone, now));
  const close = () => setDoing(undefined);
  const params = { id: version.id };
  const tried = useAct(houseContract.tryHouseTemplate, {
    changes: CHANGES,
    onDone: () => showDone(t('houseTemplates.triedDone')),
  });
  const force = useAct(houseContract.putInForce, {
    changes: CHANGES,
    onDone: () => {
      close();
      showDone(t('houseTemplates.inForceDone', { day: dates.day(from) }));
    },
  });
  const retire = useAct(houseContract.retireHouseTemplate, { changes: CHANGES, onDone: close });
  const by = (said: { readonly at: string; readonly by: string }) =>
    t('houseTemplates.by', { name: wordOf(said.by, people[said.by]), at: dates.instant(said.at) });
  const { state } = version;
  return (
    <li>
      <Group gap="xs">
        <Text fw={600} size="sm">
          {t('houseTemplates.version', { number: version.version })}
        </Text>
        <Mark tone={STATE_TONE[state]}>{t(`houseTemplates.states.${state}`)}</Mark>
        {version.inForceFrom !== null && state !== 'retired' && (
          <Text size="sm">{t('houseTemplates.from', { day: dates.day(version.inForceFrom) })}</Text>
        )}
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {[
          version.fileName,
          t('houseTemplates.uploadedBy', { by: by(version.uploaded) }),
          version.tried === null ? undefined : t('houseTemplates.triedBy', { by: by(version.tried) }),
          version.inForce === null ? undefined : t('houseTemplates.inForceBy', { by: by(version.inForce) }),
          version.retired === null
            ? undefined
            : t('houseTemplates.retiredBy', { by: by(version.retired), reason: version.retired.reason }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {version.findings.length > 0 && state !== 'retired' && state !== 'replaced' && (
        <details>
          <summary>{t('houseTemplates.toKnow', { count: version.findings.length })}</summary>
          <Findings findings={version.findings} taken lists={lists} />
        </details>
      )}
      <Group gap="md" mt={4}>
        <Anchor href={addressOf(houseContract.houseSample, params)} target="_blank" rel="noopener" size="sm">
          {t('houseTemplates.sample', { number: version.version })}
        </Anchor>
        <Anchor href={addressOf(houseContract.houseSample, params, { as: 'docx' })} size="sm">
          {t('houseTemplates.sampleDocx', { number: version.version })}
        </Anchor>
        <Anchor href={addressOf(houseContract.houseFile, params)} size="sm">
          {t('houseTemplates.file', { number: version.version })}
        </Anchor>
      </Group>
      {tried.error !== null && <ProblemNotice error={tried.error} takeFocus />}
      {state !== 'retired' && (
        <Group gap={6} mt={6}>
          {state === 'draft' && (
            <Button size="compact-sm" loading={tried.isPending} onClick={() => tried.run({ params })}>
              {t('houseTemplates.isGood')}
            </Button>
          )}
          {state !== 'draft' && state !== 'in-force' && (
            <Button
              size="compact-sm"
              variant={state === 'tried' ? 'filled' : 'default'}
              onClick={() => setDoing('force')}
            >
              {t('houseTemplates.putInForce')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setDoing('retire')}>
            {t('houseTemplates.retire')}
          </Button>
        </Group>
      )}
      {doing === 'force' && (
        <ConfirmDialog
          opened
          title={t('houseTemplates.putInForce')}
          text={t('houseTemplates.putInForceText')}
          action={t('houseTemplates.putInForce')}
          busy={force.isPending}
          blocked={from === ''}
          onConfirm={() => force.run({ params, body: { from } })}
          onCancel={close}
        >
          {force.error !== null && <ProblemNotice error={force.error} takeFocus />}
          <DateField
            id="in-force-from"
            label={t('houseTemplates.fromDay')}
            required
            value={from}
            onChange={setFrom}
            now={now}
          />
        </ConfirmDialog>
      )}
      {doing === 'retire' && (
        <ReasonDialog
          title={t('houseTemplates.retire')}
          text={t('houseTemplates.retireText')}
          action={t('houseTemplates.retire')}
          busy={retire.isPending}
          error={retire.error}
          onConfirm={(reason) => retire.run({ params, body: { reason } })}
          onCancel={close}
        />
      )}
    </li>
  );
}
