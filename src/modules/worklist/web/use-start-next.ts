import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../../ui/api/reads.tsx';
import { showWarning } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useOpens } from '../../../ui/module.ts';
import { contract } from '../contract.ts';

/** Takes the next item in hand and goes to where it is worked on. */
export function useStartNext(kind?: string) {
  const t = useTexts('worklist');
  const opens = useOpens();
  const navigate = useNavigate();
  const next = useAct(contract.startNext, {
    changes: [contract.queues, contract.items],
    onDone: ({ item }) => {
      if (item === null) return showWarning(t('home.nothingLeft'));
      const to = opens(item.kind, item.subjectId, item.patientId);
      if (to === undefined) return showWarning(t('home.cannotOpen'));
      void navigate({ to });
    },
  });
  return {
    start: () => next.run({ body: kind === undefined ? {} : { kind } }),
    isStarting: next.isPending,
    error: next.error,
  };
}
