import { Button, Code, DataList, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { sealContract } from '../../seal/contract.ts';
import { Fact } from '../Fact.tsx';
import { releasePath } from '../paths.ts';

type Seal = ResponseOf<typeof sealContract.showSeals>['seals'][number];
const TONES = { good: 'good', 'ends-soon': 'attention', ended: 'danger' } as const;

/** With what packets are sealed, until when; a certificate of the house's own authority is loaded at the command line. */
export default function SealsPage() {
  const t = useTexts('release');
  const read = useRead(sealContract.showSeals, {});
  return (
    <Page
      title={t('seal.title')}
      actions={
        <Button component={Link} to={releasePath} variant="default" size="xs">
          {t('case.back')}
        </Button>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      <Text size="sm">{t('seal.text')}</Text>
      {read.data?.seals.map((seal) => (
        <OneSeal key={seal.facilityId} seal={seal} />
      ))}
    </Page>
  );
}

function OneSeal({ seal }: { readonly seal: Seal }) {
  const t = useTexts('release');
  const dates = useDates();
  const [renewing, setRenewing] = useState(false);
  const renew = useAct(sealContract.renewSeal, {
    changes: [sealContract.showSeals],
    onDone: () => {
      setRenewing(false);
      showDone(t('seal.renewed'));
    },
  });
  const { current } = seal;
  return (
    <Stack gap="xs" component="section" aria-label={seal.facility}>
      <Group gap="xs">
        <Text fw={600}>{seal.facility}</Text>
        {current !== null && <Mark tone={TONES[current.state]}>{t(`seal.states.${current.state}`)}</Mark>}
      </Group>
      {current === null ? (
        <Text size="sm">{t('seal.none')}</Text>
      ) : (
        <DataList>
          <Fact label={t('seal.subject')}>{current.subject}</Fact>
          <Fact label={t('seal.origin')}>{t(`seal.origins.${current.origin}`)}</Fact>
          <Fact label={t('seal.until')}>{dates.dayOf(current.notAfter)}</Fact>
          <Fact label={t('seal.fingerprint')}>
            <Code style={{ overflowWrap: 'anywhere' }}>{current.fingerprint}</Code>
          </Fact>
        </DataList>
      )}
      {seal.earlier.map((each) => (
        <Text key={each.fingerprint} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('seal.earlier', {
            subject: each.subject,
            from: dates.dayOf(each.from),
            to: each.to === null ? '' : dates.dayOf(each.to),
            why: each.why ?? '',
            fingerprint: each.fingerprint,
          })}
        </Text>
      ))}
      <Group>
        <Button size="xs" variant="default" onClick={() => setRenewing(true)}>
          {t('seal.renew')}
        </Button>
      </Group>
      {renewing && (
        <ReasonDialog
          title={t('seal.renew')}
          text={t('seal.renewText')}
          action={t('seal.renew')}
          busy={renew.isPending}
          error={renew.error}
          onConfirm={(reason) => renew.run({ params: { facilityId: seal.facilityId }, body: { reason } })}
          onCancel={() => setRenewing(false)}
        />
      )}
    </Stack>
  );
}
