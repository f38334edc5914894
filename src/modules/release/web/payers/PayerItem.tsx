import { Accordion, Group, Text } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { payerContract } from '../../payers/contract.ts';
import { type ReleaseCase } from '../case.ts';
import classes from '../release.module.css';
import { STATE_TONES } from './payer.ts';
import { PayerSection } from './PayerSection.tsx';

const ASKS: readonly string[] = ['insurer', 'government-agency'];

/** Where a case is handed in; there only where a payer or an agency asks, or something was said of one. */
export function PayerItem({ open, shown }: { readonly open: ReleaseCase; readonly shown: readonly string[] }) {
  const t = useTexts('release');
  const dates = useDates();
  const read = useRead(payerContract.payerCase, { params: { id: open.id } }, { live: ['release.'] });
  const { data } = read;
  const concerns =
    ASKS.includes(open.requester?.class ?? '') ||
    open.authority?.basis === 'workers-compensation' ||
    (data !== undefined && (data.facts !== null || data.injury !== null || data.match !== null));
  if (!concerns || data === undefined) return null;
  const { facts } = data;
  return (
    <Accordion.Item value="payer" id="stage-payer" className={classes['stage'] ?? ''}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{t('payer.title')}</Text>
          {facts !== null && (
            <Mark tone={STATE_TONES[facts.state]}>
              {t(`payer.states.${facts.state}`)}
              {facts.dueOn !== null && ` · ${t('payer.dueOn', { day: dates.day(facts.dueOn) })}`}
            </Mark>
          )}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {shown.includes('payer') && (
          <PayerSection requestId={open.id} shown={data} ended={open.cancellation !== null} />
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}
