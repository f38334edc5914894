import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { addressOf, newKey, upload } from '../../../../ui/api/call.ts';
import { ProblemError } from '../../../../ui/api/problem-error.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { useUpload } from '../../../../ui/api/use-upload.ts';
import { showDone, showWarning } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { FilePicker } from '../../../../ui/fields/FilePicker.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { contract as worklist } from '../../../worklist/contract.ts';
import { contract } from '../../contract.ts';
import { separation } from '../../separation/contract.ts';
import { monitorPath, separatePath } from '../paths.ts';
import {
  binPages,
  cutOrJoin,
  keyOf,
  movePage,
  pagesInOrder,
  pictureOf,
  takeOut,
  turnLeft,
  turnPages,
} from './edit-layout.ts';
import { PageGrid } from './PageGrid.tsx';
import { PageLook } from './PageLook.tsx';
import classes from './separation.module.css';
import { SheetCount } from './SheetCount.tsx';
import { type OpenedBatch, useSeparation } from './use-separation.ts';

const SHEETS_DO_NOT_ADD_UP = 'intake/sheets-do-not-add-up';
export const TO_SEPARATE = 'intake.to-separate';

/** Small pages in their documents, the one in question large beside them; everything by keys, everything can be undone. */
export function SeparationDesk({ opened, onReload }: { readonly opened: OpenedBatch; readonly onReload: () => void }) {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const edit = useSeparation(opened);
  const { layout } = edit;
  const order = pagesInOrder(layout);
  const [current, setCurrent] = useState<string>();
  const [anchor, setAnchor] = useState<string>();
  const [asking, setAsking] = useState<ProblemError>();
  const [marking, setMarking] = useState(false);
  const rescan = useRef<HTMLInputElement>(null);
  const at = Math.max(
    0,
    order.findIndex((page) => keyOf(page) === current),
  );
  const page = order[at];
  const key = page === undefined ? '' : keyOf(page);
  const from = anchor === undefined ? at : order.findIndex((each) => keyOf(each) === anchor);
  const marked = new Set(
    order.slice(Math.min(from === -1 ? at : from, at), Math.max(from, at) + 1).map((each) => keyOf(each)),
  );
  const inBin = layout.bin.some((each) => keyOf(each) === key);
  const facts = opened.pages.find((each) => keyOf(each) === key);

  const go = (to: number, extend = false) => {
    const next = order[Math.max(0, Math.min(order.length - 1, to))];
    if (next === undefined) return;
    setAnchor(extend ? (anchor ?? key) : undefined);
    setCurrent(keyOf(next));
  };
  const toggleBin = () => {
    const neighbour = order[at + 1] ?? order[at - 1];
    edit.change(
      inBin ? takeOut(layout, marked, newKey) : binPages(layout, marked, facts?.blank === true ? 'blank' : 'other'),
    );
    setAnchor(undefined);
    if (!inBin && neighbour !== undefined) setCurrent(keyOf(neighbour));
  };

  const next = useAct(worklist.startNext, {
    changes: [worklist.queues],
    onDone: ({ item }) => void navigate({ to: item === null ? monitorPath : separatePath(item.subjectId) }),
  });
  const release = useAct(separation.release, { changes: [contract.list, contract.counts, separation.open] });
  const releaseNow = (reason?: string) => {
    if (!edit.isSaved) return showWarning(t('separation.saving'));
    release
      .runAsync({
        params: { id: opened.batch.id },
        body: { revision: edit.revision(), ...(reason === undefined ? {} : { reason }) },
      })
      .then(({ parts }) => {
        showDone(t('separation.released', { count: parts }));
        next.run({ body: { kind: TO_SEPARATE } });
      })
      .catch((error: unknown) => {
        if (error instanceof ProblemError && error.problem.code === SHEETS_DO_NOT_ADD_UP) setAsking(error);
      });
  };
  const best = useAct(separation.bestScan, {
    changes: [separation.open],
    onDone: () => {
      setMarking(false);
      onReload();
    },
  });
  const rescanned = useUpload(async (file) => {
    if (page === undefined) return;
    const query = { batchId: opened.batch.id, rescanOf: page.itemId, rescanPage: page.number };
    await upload(contract.receive, { query }, [file], { key: newKey() });
    showDone(t('separation.rescanSent'));
  });

  const group = t('separation.title');
  const command = (id: string, keys: string[], run: () => void, disabled = false) => ({
    ...{ id: `separation.${id}`, label: t(`separation.keys.${id}`), group, keys, run, disabled },
    reversal: 'reversible' as const,
  });
  useCommands(
    [
      { ...command('next', ['ArrowRight', 'j'], () => go(at + 1)), repeats: true, hidden: true },
      { ...command('former', ['ArrowLeft', 'k'], () => go(at - 1)), repeats: true, hidden: true },
      { ...command('nextDocument', ['ArrowDown'], () => go(beginning(layout, at, 1))), repeats: true, hidden: true },
      { ...command('formerDocument', ['ArrowUp'], () => go(beginning(layout, at, -1))), repeats: true, hidden: true },
      { ...command('extend', ['Shift+ArrowRight'], () => go(at + 1, true)), repeats: true, hidden: true },
      { ...command('extendBack', ['Shift+ArrowLeft'], () => go(at - 1, true)), repeats: true, hidden: true },
      command('cut', [' ', 's'], () => edit.change(cutOrJoin(layout, key, newKey)), inBin),
      command('turn', [']'], () => edit.change(turnPages(layout, marked, 90))),
      command('turnBack', ['['], () => edit.change(turnPages(layout, marked, -90))),
      command('moveOn', ['Alt+ArrowRight'], () => edit.change(movePage(layout, key, 1)), inBin),
      command('moveBack', ['Alt+ArrowLeft'], () => edit.change(movePage(layout, key, -1)), inBin),
      command('bin', ['Delete', 'x'], toggleBin),
      command('best', ['b'], () => setMarking(true), facts === undefined || facts.bestScan !== null),
      command('rescan', ['i'], () => rescan.current?.click(), page === undefined || inBin),
      command('undo', ['Mod+z'], () => void edit.undo(), !edit.canUndo),
      command('redo', ['Mod+y', 'Mod+Shift+z'], edit.redo, !edit.canRedo),
      command('release', ['Mod+Enter'], () => releaseNow()),
    ],
    {
      // Nothing here takes a code: the work is not left for a search that nobody asked for.
      onWand: () => {
        showWarning(t('separation.wand'));
        return true;
      },
    },
  );
  const problem =
    edit.error ?? (asking === undefined ? (release.error ?? undefined) : undefined) ?? next.error ?? undefined;
  return (
    <div className={classes['desk']}>
      <div className={classes['left']}>
        <SheetCount opened={opened} documents={layout.parts.length} binned={layout.bin.length} />
        {problem !== undefined && <ProblemNotice error={problem} takeFocus onRetry={onReload} />}
        {rescanned.refused !== undefined && <ProblemNotice error={rescanned.refused} takeFocus />}
        <PageGrid
          opened={opened}
          layout={layout}
          current={key}
          marked={marked}
          onCurrent={(to, extend) => {
            setAnchor(extend ? (anchor ?? key) : undefined);
            setCurrent(to);
          }}
          onCut={(before) => edit.change(cutOrJoin(layout, before, newKey))}
        />
        <FilePicker ref={rescan} label={t('separation.keys.rescan')} onFiles={rescanned.take} />
      </div>
      <aside className={classes['right']} aria-label={t('separation.look')}>
        <Group gap={6} className={classes['tools'] ?? ''} role="toolbar" aria-label={t('separation.tools')}>
          <ToolButton
            id="cut"
            keys="Space"
            onClick={() => edit.change(cutOrJoin(layout, key, newKey))}
            disabled={inBin}
          />
          <ToolButton id="turnBack" keys="[" onClick={() => edit.change(turnPages(layout, marked, -90))} />
          <ToolButton id="turn" keys="]" onClick={() => edit.change(turnPages(layout, marked, 90))} />
          <ToolButton
            id="moveBack"
            keys="Alt+←"
            onClick={() => edit.change(movePage(layout, key, -1))}
            disabled={inBin}
          />
          <ToolButton id="moveOn" keys="Alt+→" onClick={() => edit.change(movePage(layout, key, 1))} disabled={inBin} />
          <ToolButton id={inBin ? 'takeOut' : 'bin'} keys="Del" onClick={toggleBin} />
          <ToolButton id="rescan" keys="i" onClick={() => rescan.current?.click()} disabled={inBin} />
          <ToolButton id="best" keys="b" onClick={() => setMarking(true)} disabled={facts?.bestScan !== null} />
          <ToolButton id="undo" keys="Ctrl+Z" onClick={() => void edit.undo()} disabled={!edit.canUndo} />
          <ToolButton id="redo" keys="Ctrl+Y" onClick={edit.redo} disabled={!edit.canRedo} />
        </Group>
        {page !== undefined && facts !== undefined && (
          <PageLook
            imageUrl={
              facts.readable
                ? addressOf(contract.pageImage, { id: page.itemId, number: page.number }, pictureOf(facts))
                : undefined
            }
            turn={turnLeft(page, facts)}
            label={t('separation.pageLabel', { number: at + 1, of: order.length })}
          />
        )}
        <Group justify="space-between" wrap="nowrap">
          <Text size="xs" c="dimmed" role="status">
            {t(edit.isSaved ? 'separation.saved' : 'separation.saving')}
          </Text>
          <Button
            loading={release.isPending || next.isPending}
            leftSection={<Icon name="check" size={16} />}
            rightSection={<Shortcut keys="Mod+Enter" />}
            onClick={() => releaseNow()}
          >
            {t('separation.keys.release')}
          </Button>
        </Group>
      </aside>
      {asking !== undefined && (
        <ReasonDialog
          title={t('separation.short.title')}
          text={asking.problem.detail}
          action={t('separation.short.action')}
          busy={release.isPending}
          error={null}
          onConfirm={(reason) => {
            setAsking(undefined);
            releaseNow(reason);
          }}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {marking && page !== undefined && (
        <ReasonDialog
          title={t('separation.best.title')}
          text={t('separation.best.text')}
          action={t('separation.best.action')}
          busy={best.isPending}
          error={best.error}
          onConfirm={(reason) =>
            best.run({
              params: { id: opened.batch.id },
              body: { itemId: page.itemId, number: page.number, reason },
            })
          }
          onCancel={() => setMarking(false)}
        />
      )}
    </div>
  );
}

/** Place of the first page of the next or former document. */
function beginning(layout: OpenedBatch['layout'], at: number, by: 1 | -1): number {
  const begins: number[] = [];
  let place = 0;
  for (const part of layout.parts) {
    begins.push(place);
    place += part.pages.length;
  }
  if (layout.bin.length > 0) begins.push(place);
  return (by === 1 ? begins.find((begin) => begin > at) : begins.findLast((begin) => begin < at)) ?? at;
}

function ToolButton({
  id,
  keys,
  onClick,
  disabled = false,
}: {
  readonly id: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}) {
  const t = useTexts('intake');
  return (
    <Button size="compact-xs" variant="default" disabled={disabled} onClick={onClick} title={keys}>
      {t(`separation.tool.${id}`)}
    </Button>
  );
}
