import { useNavigate } from '@tanstack/react-router';
import { call } from '../../../ui/api/call.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { contract as worklist } from '../../worklist/contract.ts';
import { rememberPutBack, useDeskMemory } from './desk-memory.ts';
import { deskPath, partPath } from './paths.ts';

export const TO_INDEX = 'intake.to-index';

/** Takes the next document of the index queue in hand and opens it; none left leads to the desk, which says so. */
export function useNextItem() {
  const navigate = useNavigate();
  const { putBack } = useDeskMemory();
  const next = useAct(worklist.startNext, {
    changes: [worklist.queues],
    onDone: ({ item }) => void navigate({ to: item === null ? deskPath : partPath(item.subjectId) }),
  });
  const start = (alsoNot?: string) =>
    next.run({ body: { kind: TO_INDEX, except: alsoNot === undefined ? [...putBack] : [...putBack, alsoNot] } });
  return {
    start,
    isStarting: next.isPending,
    /** Undefined before anything was asked; null: the queue has nothing for this person. */
    answer: next.data?.item,
    error: next.error,
    /** Puts a document back for somebody with more knowledge and goes on to another. */
    putBack: async (partId: string) => {
      const { items } = await call(worklist.items, { params: { kind: TO_INDEX } });
      const held = items.find(({ subjectId }) => subjectId === partId);
      if (held !== undefined) await call(worklist.returnItem, { params: { id: held.id } });
      rememberPutBack(partId);
      start(partId);
    },
  };
}
