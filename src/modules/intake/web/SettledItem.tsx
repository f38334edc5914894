import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath } from '../../documents/web/index.tsx';
import { contract } from '../contract.ts';
import classes from './intake.module.css';
import { type ItemPage, type OpenedItem } from './item.ts';
import { ItemPages } from './ItemPages.tsx';
import { printPages } from './pages-text.ts';

/** A file whose pages are all settled. */
export function SettledItem({ opened }: { readonly opened: OpenedItem }) {
  return <SettledPages pages={opened.pages} undo={{ itemId: opened.item.id }} />;
}

/** What became of every page, each leading to where it is now; the last settlement can be taken back. */
export function SettledPages({
  pages: shown,
  undo: of,
}: {
  readonly pages: readonly ItemPage[];
  readonly undo: { readonly itemId: string } | { readonly partId: string };
}) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const [index, setIndex] = useState(0);
  const [undoing, setUndoing] = useState(false);
  const undo = useAct('itemId' in of ? contract.undo : contract.undoPart, {
    changes: [contract.open, contract.openPart, contract.list, contract.counts],
    onDone: () => {
      setUndoing(false);
      showDone(t('desk.unfiled'));
    },
  });
  const groups = groupOutcomes(shown);
  const canUndo = may('intake/index') && groups.some(({ outcome }) => outcome.kind !== 'attached');
  return (
    <div className={classes['desk']} data-rail={shown.length > 1 || undefined}>
      <ItemPages pages={shown} index={index} onIndex={setIndex} />
      <aside className={classes['form']} aria-label={t('settled.title')}>
        <Text fw={600}>{t('settled.title')}</Text>
        <Stack gap="sm">
          {groups.map(({ key, pages, outcome }) => (
            <div key={key}>
              <Text size="sm" fw={600}>
                {t('settled.pages', { pages: printPages(pages), count: pages.length })}: {t(`counts.${outcome.kind}`)}
                {outcome.destination !== null &&
                  ` (${t(`desks.${outcome.destination}`, { defaultValue: outcome.destination })})`}
              </Text>
              {outcome.reason !== null && <Text size="sm">{outcome.reason}</Text>}
              <Text size="xs" c="dimmed">
                {dates.instant(outcome.at)}
              </Text>
              {outcome.documentId !== null && outcome.patientId !== null && (
                <Link to={documentPath(outcome.patientId, outcome.documentId)}>{t('settled.open')}</Link>
              )}
            </div>
          ))}
        </Stack>
        {canUndo && (
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="undo" size={16} />}
            onClick={() => setUndoing(true)}
          >
            {t('settled.undo')}
          </Button>
        )}
      </aside>
      {undoing && (
        <ReasonDialog
          title={t('settled.undo')}
          text={t('settled.undoText')}
          action={t('settled.undo')}
          busy={undo.isPending}
          error={undo.error}
          onConfirm={(reason) => undo.run({ params: { id: 'itemId' in of ? of.itemId : of.partId }, body: { reason } })}
          onCancel={() => setUndoing(false)}
        />
      )}
    </div>
  );
}

type Outcome = NonNullable<ItemPage['outcome']>;

/** Pages settled by one act stand together. */
function groupOutcomes(pages: readonly ItemPage[]): { key: string; pages: number[]; outcome: Outcome }[] {
  const groups = new Map<string, { key: string; pages: number[]; outcome: Outcome }>();
  for (const { number, outcome } of pages) {
    if (outcome === null) continue;
    const key = `${outcome.at}|${outcome.kind}|${outcome.documentId ?? ''}`;
    const group = groups.get(key) ?? { key, pages: [], outcome };
    group.pages.push(number);
    groups.set(key, group);
  }
  return [...groups.values()];
}
