import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readKey } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts, type Texts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { STATE_TONES, type Delivery } from './letter.ts';

const TICK_MS = 1_000;
/** Clocks of browser and server differ a little. */
const SETTLED_MS = 2_000;

/** The state in words; while the minute of grace runs, how much of it is left. */
export function DeliveryState({ delivery }: { readonly delivery: Delivery }) {
  const t = useTexts('correspondence');
  const dates = useDates();
  const { state, settled, lastCode, attempts } = delivery;
  return (
    <span>
      <Mark tone={STATE_TONES[state]}>{t(`state.${state}`)}</Mark>{' '}
      {state === 'delayed' && <Countdown until={delivery.notBefore} />}
      <Text span size="xs" c="dimmed">
        {[
          t(`channel.${delivery.channel}`),
          delivery.mailAddress,
          delivery.carries === 'letter' ? undefined : t(`carries.${delivery.carries}`),
          attempts > 1 ? t('state.attempts', { count: attempts }) : undefined,
          lastCode === null ? undefined : codeWords(lastCode, t),
          settled === null ? undefined : dates.instant(settled.at),
          settled?.why == null ? undefined : codeWords(settled.why, t),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </span>
  );
}

/** `smtp/550`, `smtp/timeout` in words; what is no code is a person's reason. */
function codeWords(code: string, t: Texts): string {
  const said = /^smtp\/(.+)$/.exec(code)?.[1];
  if (said === undefined) return code;
  return /^\d{3}$/.test(said) ? t('codes.answered', { status: said }) : t('codes.silent');
}

function Countdown({ until }: { readonly until: string }) {
  const t = useTexts('correspondence');
  const client = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    // Its minute is over: what the delivery is now has to be read, not guessed.
    const wait = Math.max(0, Date.parse(until) - Date.now()) + SETTLED_MS;
    const timer = setTimeout(() => {
      for (const shown of [contract.outbox, contract.ofCase, contract.ofPatient])
        void client.invalidateQueries({ queryKey: readKey(shown) });
    }, wait);
    return () => clearTimeout(timer);
  }, [client, until]);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000));
  return (
    <Text span size="xs">
      {t('state.leavesIn', { count: seconds })}{' '}
    </Text>
  );
}
