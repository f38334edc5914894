import { useMemo, useState } from 'react';
import { contract as worklist } from '../../worklist/contract.ts';
import { contract } from '../contract.ts';
import { separation } from '../separation/contract.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone, showUndo } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { type Box } from '../../../ui/viewer/geometry.ts';
import { useNavigate } from '@tanstack/react-router';
import { changeDesk, rememberFiled, useDeskMemory, type FiledHere } from './desk-memory.ts';
import { IndexForm } from './IndexForm.tsx';
import classes from './intake.module.css';
import { type OpenedPart } from './item.ts';
import { ItemPages } from './ItemPages.tsx';
import { MisdirectedDialog } from './MisdirectedDialog.tsx';
import { PendDialog, type ReadOfPatient } from './PendDialog.tsx';
import { partPath, separatePath } from './paths.ts';
import { SetAsideDialog } from './SetAsideDialog.tsx';
import { useIndexForm, type IndexField } from './use-index-form.ts';
import { useNextItem } from './use-next-item.ts';
import { useUnfile } from './use-unfile.ts';

const NOTHING_TO_COPY = { kind: 'aside', picked: undefined, encounterId: undefined, typeCode: '', date: '' } as const;

/** Page beside form: the image shows the place the focused field was read from; the hands stay on the keyboard. */
export function IndexDesk({ opened }: { readonly opened: OpenedPart }) {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const memory = useDeskMemory();
  const next = useNextItem();
  const form = useIndexForm(opened);
  const [index, setIndex] = useState(() =>
    Math.max(
      0,
      opened.pages.findIndex(({ outcome }) => outcome === null),
    ),
  );
  const [zone, setZone] = useState<Box>();
  const [aside, setAside] = useState(false);
  const [pending, setPending] = useState<ReadOfPatient>();
  const [misdirected, setMisdirected] = useState(false);
  const [puttingBack, setPuttingBack] = useState<Error | 'now'>();
  const unfile = useUnfile((partId) => {
    showDone(t('desk.unfiled'));
    if (partId !== opened.part.id) void navigate({ to: partPath(partId) });
  });

  const lookAt = (field: IndexField) => {
    const found = form.evidenceOf(field)?.evidence.zone;
    if (found === undefined) return;
    const page = opened.pages.findIndex(({ number }) => number === found.page);
    if (page === -1) return;
    setIndex(page);
    setZone({ left: found.x, top: found.y, width: found.w, height: found.h });
  };
  const goOn = (openPages: number) => {
    setZone(undefined);
    if (openPages > 0) form.startOver();
    else next.start();
  };
  const settled = (filed: FiledHere, openPages: number, text: string) => {
    rememberFiled(filed);
    showUndo({ text, undo: unfile.run });
    goOn(openPages);
  };
  /** Pages attached to a release case are taken back there, so no undo is offered here. */
  const putAside = (kind: string, count: number, openPages: number, text: string) => {
    if (kind === 'attached') {
      changeDesk({ setAsideCount: memory.setAsideCount + 1 });
      showDone(text);
      return goOn(openPages);
    }
    settled({ ...NOTHING_TO_COPY, partId: opened.part.id, pages: count }, openPages, text);
  };
  const changes = [
    contract.list,
    contract.counts,
    ...(form.pages?.length === form.open.length ? [] : [contract.openPart]),
  ];
  const file = useAct(contract.filePart, { changes });
  const send = useAct(contract.setPartAside, { changes });
  const busy = file.isPending || send.isPending || next.isStarting;

  const fileAndNext = () => {
    if (busy) return;
    const filing = form.check();
    if (filing === undefined) return;
    const count = filing.pages.length;
    const what = form.type?.name ?? '';
    if (filing.kind === 'file')
      file
        .runAsync({ params: { id: opened.part.id }, body: filing.body })
        .then(({ openPages }) => {
          changeDesk({ kept: form.keepsPatient ? form.picked : undefined });
          settled(filing.remembered, openPages, t('desk.filed', { count, what }));
        })
        .catch((error: unknown) => form.failed(error));
    else
      send
        .runAsync({ params: { id: opened.part.id }, body: filing.body })
        .then(({ openPages }) => {
          putAside(filing.body.kind, count, openPages, t('desk.sent', { count, what }));
        })
        .catch((error: unknown) => form.failed(error));
  };
  const askSupervisor = () => {
    setPuttingBack('now');
    next
      .putBack(opened.part.id)
      .then(() => showDone(t('desk.putBack')))
      .catch((error: unknown) => setPuttingBack(error instanceof Error ? error : undefined));
  };
  const separate = useAct(separation.returnPart, {
    changes: [worklist.queues],
    onDone: ({ batchId }) => void navigate({ to: separatePath(batchId) }),
  });
  const cutAnew = () => separate.run({ params: { id: opened.part.id } });
  const named = useAct(contract.identifiers, { onDone: setPending });
  const pend = () => named.run({ params: { id: opened.part.id } });
  const previous = memory.filed.findLast(({ kind }) => kind === 'filed');
  const group = t('desk.title');
  useCommands([
    {
      ...{ id: 'index.file', label: t('keys.file'), group, keys: ['Mod+Enter'], reversal: 'reversible' as const },
      run: fileAndNext,
    },
    {
      ...{ id: 'index.copy', label: t('keys.copy'), group, keys: ['F2'], reversal: 'reversible' as const },
      run: () => previous !== undefined && form.copy(previous),
      disabled: previous === undefined,
    },
    {
      ...{ id: 'index.aside', label: t('keys.aside'), group, keys: ['F3'], reversal: 'reversible' as const },
      run: () => setAside(true),
    },
    {
      ...{ id: 'index.outside', label: t('outside.key'), group, keys: ['F9'], reversal: 'reversible' as const },
      run: () => {
        form.change({ isOutside: !form.isOutside });
        // After the render that shows the fields.
        setTimeout(() =>
          document.getElementById(form.isOutside ? 'index-outside' : 'index-outside-organisation')?.focus(),
        );
      },
      disabled: form.goesElsewhere !== undefined || form.words.versionOf !== undefined,
    },
    {
      ...{ id: 'index.separate', label: t('keys.separate'), group, keys: ['F6'], reversal: 'reversible' as const },
      run: cutAnew,
    },
    {
      ...{ id: 'index.pend', label: t('keys.pend'), group, keys: ['F7'], reversal: 'reversible' as const },
      run: pend,
    },
    {
      ...{ id: 'index.misdirected', label: t('keys.misdirected'), group, keys: ['F8'] },
      reversal: 'irreversible' as const,
      run: () => setMisdirected(true),
    },
    {
      ...{ id: 'index.putBack', label: t('keys.putBack'), group, keys: ['F4'], reversal: 'reversible' as const },
      run: askSupervisor,
    },
    {
      ...{ id: 'index.unfile', label: t('keys.unfile'), group, keys: ['Mod+z'], reversal: 'reversible' as const },
      run: unfile.run,
      disabled: !unfile.can,
    },
  ]);
  const ticks = useMemo(
    () => ({
      label: ({ key }: { readonly key: string }) => t('item.take', { number: key }),
      can: (at: number) => form.open.includes(opened.pages[at]?.number ?? -1),
      isTicked: (at: number) => form.pages?.includes(opened.pages[at]?.number ?? -1) ?? false,
      onTick: (at: number, extend: boolean) => form.tick(opened.pages[at]?.number ?? -1, extend),
    }),
    [form, opened.pages, t],
  );
  return (
    <div className={classes['desk']} data-rail={opened.pages.length > 1 || undefined}>
      <ItemPages pages={opened.pages} index={index} onIndex={setIndex} zone={zone} ticks={ticks} />
      <IndexForm
        partId={opened.part.id}
        form={form}
        busy={busy}
        errors={[
          file.error,
          send.error,
          next.error,
          separate.error,
          named.error,
          unfile.error,
          puttingBack === 'now' ? null : (puttingBack ?? null),
        ]}
        onFocusField={lookAt}
        onFile={fileAndNext}
        onCopy={previous === undefined ? undefined : () => form.copy(previous)}
        onAside={() => setAside(true)}
        onSeparate={cutAnew}
        onPend={pend}
        onMisdirected={() => setMisdirected(true)}
        onPutBack={askSupervisor}
      />
      {pending !== undefined && (
        <PendDialog
          partId={opened.part.id}
          read={pending}
          onDone={() => {
            setPending(undefined);
            next.start();
          }}
          onClose={() => setPending(undefined)}
        />
      )}
      {misdirected && (
        <MisdirectedDialog
          itemId={opened.item.id}
          fileName={opened.item.fileName}
          pages={opened.item.pages ?? 0}
          onDone={() => {
            setMisdirected(false);
            next.start();
          }}
          onClose={() => setMisdirected(false)}
        />
      )}
      {aside && (
        <SetAsideDialog
          of={{ partId: opened.part.id }}
          fileName={opened.item.fileName}
          pages={form.pages?.length === form.open.length ? undefined : form.pages}
          patientId={form.picked?.id}
          onDone={(kind, openPages) => {
            setAside(false);
            const count = form.pages?.length ?? form.open.length;
            putAside(kind, count, openPages, t('desk.aside', { count, what: t(`counts.${kind}`) }));
          }}
          onClose={() => setAside(false)}
        />
      )}
    </div>
  );
}
