import { useAct } from '../../../ui/api/reads.tsx';
import { dropUndo } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { forgetLastFiled, useDeskMemory } from './desk-memory.ts';

/** Takes back the last thing filed or set aside at this desk: its pages are in the queue again, both acts in the log. */
export function useUnfile(onDone: (partId: string) => void) {
  const t = useTexts('intake');
  const { filed } = useDeskMemory();
  const last = filed.at(-1);
  const undo = useAct(contract.undoPart, {
    changes: [contract.open, contract.openPart, contract.list, contract.counts],
  });
  return {
    can: last !== undefined && !undo.isPending,
    error: undo.error,
    run: () => {
      if (last === undefined) return;
      undo
        .runAsync({ params: { id: last.partId }, body: { reason: t('desk.undone') } })
        .then(() => {
          forgetLastFiled();
          dropUndo();
          onDone(last.partId);
        })
        // Shown through `error`.
        .catch(() => undefined);
    },
  };
}
