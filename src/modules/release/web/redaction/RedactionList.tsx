import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract } from '../../contract.ts';
import { redactionContract } from '../../redaction/contract.ts';
import classes from './redaction.module.css';
import type { Redactions } from './RedactionPage.tsx';

type Redaction = Redactions['redactions'][number];

/** What is redacted in a document, and what was: each with who, when and why. */
export function RedactionList(props: {
  readonly requestId: string;
  readonly redactions: readonly Redaction[];
  readonly reasons: Redactions['reasons'];
  readonly people: Redactions['people'];
  readonly changeable: boolean;
  readonly onShow: (page: number) => void;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const [undoing, setUndoing] = useState<Redaction>();
  const undo = useAct(redactionContract.undoRedaction, {
    changes: [redactionContract.redactions, contract.open],
    onDone: () => setUndoing(undefined),
  });
  const who = (id: string) => wordOf(id, props.people[id]);
  return (
    <section aria-label={t('redaction.list')}>
      <Text size="sm" fw={600} component="h2">
        {t('redaction.list')}
      </Text>
      {props.redactions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('redaction.none')}
        </Text>
      )}
      <ul className={classes['list']}>
        {props.redactions.map((redaction) => {
          const pages = [...new Set(redaction.places.map(({ page }) => page))];
          const { undone } = redaction;
          return (
            <li key={redaction.id} data-undone={undone !== null || undefined}>
              <Group gap="xs" justify="space-between" wrap="nowrap" align="start">
                <div>
                  <Text size="sm" td={undone === null ? 'none' : 'line-through'}>
                    <strong>{redaction.code}</strong> {t(`redaction.reasons.${redaction.reason}`)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t(`redaction.kinds.${redaction.kind}`, { count: redaction.places.length })} ·{' '}
                    {dates.instant(redaction.at)}, {who(redaction.by)}
                    {redaction.note !== null && ` · ${redaction.note}`}
                  </Text>
                  {redaction.outdated && (
                    <Mark tone="danger" icon="alert">
                      {t('redaction.outdated')}
                    </Mark>
                  )}
                  {undone !== null && (
                    <Text size="xs">
                      {t('redaction.undone', { at: dates.instant(undone.at), who: who(undone.by) })}: {undone.reason}
                    </Text>
                  )}
                </div>
                {undone === null && (
                  <Group gap={4} wrap="nowrap">
                    <Button size="compact-xs" variant="default" onClick={() => props.onShow(pages[0] ?? 1)}>
                      {t('redaction.show', { page: pages[0] ?? 1 })}
                    </Button>
                    {props.changeable && (
                      <Button size="compact-xs" variant="default" onClick={() => setUndoing(redaction)}>
                        {t('redaction.undo')}
                      </Button>
                    )}
                  </Group>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
      {undoing !== undefined && (
        <ReasonDialog
          title={t('redaction.undoTitle')}
          text={t('redaction.undoText')}
          action={t('redaction.undo')}
          busy={undo.isPending}
          error={undo.error}
          onConfirm={(reason) =>
            undo.run({ params: { id: props.requestId, redactionId: undoing.id }, body: { reason } })
          }
          onCancel={() => setUndoing(undefined)}
        />
      )}
    </section>
  );
}
