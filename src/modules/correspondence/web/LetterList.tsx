import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../ui/api/call.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { houseContract } from '../house-templates/contract.ts';
import classes from './correspondence.module.css';
import { DeliveryActs } from './DeliveryActs.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { useLetterAct, type Letter } from './letter.ts';
import { SendDialog } from './SendDialog.tsx';
import { useTemplateTitle } from './use-template-title.ts';

/** Letters with what became of each; a draft can be read, sent or withdrawn. */
export function LetterList({
  letters,
  mail,
}: {
  readonly letters: readonly Letter[];
  readonly mail?: string | undefined;
}) {
  const t = useTexts('correspondence');
  return (
    <ul className={classes['letters']} aria-label={t('list.title')}>
      {letters.map((letter) => (
        <LetterLine key={letter.id} letter={letter} mail={mail} />
      ))}
    </ul>
  );
}

/** One letter with what became of it. */
export function LetterLine({ letter, mail }: { readonly letter: Letter; readonly mail: string | undefined }) {
  const t = useTexts('correspondence');
  const may = useMay();
  const dates = useDates();
  const titleOf = useTemplateTitle();
  const [doing, setDoing] = useState<'send' | 'withdraw'>();
  const withdraw = useLetterAct(contract.withdraw, { onDone: () => setDoing(undefined) });
  const isDraft = letter.withdrawn === null && letter.deliveries.length === 0;
  const maySend = may('correspondence/send') && letter.withdrawn === null;
  return (
    <li>
      <Group gap="xs">
        <Anchor href={addressOf(contract.pdf, { id: letter.id })} target="_blank" rel="noopener" size="sm" fw={600}>
          {letter.number} · {titleOf(letter.template, letter.language)}
        </Anchor>
        {letter.inHouseWords && (
          <Anchor href={addressOf(houseContract.workingCopy, { id: letter.id })} size="xs">
            {t('houseTemplates.workingCopy')}
          </Anchor>
        )}
        {isDraft && <Mark tone="attention">{t('state.draft')}</Mark>}
        {letter.withdrawn !== null && <Mark>{t('state.withdrawn')}</Mark>}
      </Group>
      <Text size="sm">
        {t('letter.to', { name: letter.recipientName, day: dates.day(letter.datedOn), count: letter.pages })}
        {letter.withdrawn !== null && ` · ${letter.withdrawn.reason}`}
      </Text>
      {letter.deliveries.map((delivery) => (
        <Group key={delivery.id} gap="xs" mt={2}>
          <DeliveryState delivery={delivery} />
          <DeliveryActs delivery={delivery} />
        </Group>
      ))}
      {maySend && (
        <Group gap={6} mt={4}>
          <Button size="compact-xs" variant={isDraft ? 'filled' : 'default'} onClick={() => setDoing('send')}>
            {t(isDraft ? 'letter.send' : 'letter.sendAgain')}
          </Button>
          {isDraft && (
            <Button size="compact-xs" variant="default" onClick={() => setDoing('withdraw')}>
              {t('letter.withdraw')}
            </Button>
          )}
        </Group>
      )}
      {doing === 'send' && <SendDialog letter={letter} mail={mail} onClose={() => setDoing(undefined)} />}
      {doing === 'withdraw' && (
        <ReasonDialog
          title={t('letter.withdraw')}
          text={t('letter.withdrawText')}
          action={t('letter.withdraw')}
          busy={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.run({ params: { id: letter.id }, body: { reason } })}
          onCancel={() => setDoing(undefined)}
        />
      )}
    </li>
  );
}
