import { useMemo } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useMay, useSession } from '../../../ui/session.ts';
import { contract } from '../contract.ts';

const MOST = 100;

/** Who an id is, for screens that show who did something: the name where the person looking may know it. */
export function usePersonName(): (id: string) => string {
  const may = useMay();
  const { person } = useSession();
  const wordOf = useActorWord();
  const { data } = useRead(contract.people, { query: { limit: MOST } }, { enabled: may('accounts/read-people') });
  const names = useMemo(() => new Map(data?.people.map(({ id, name }) => [id, name])), [data]);
  return (id) => wordOf(id, id === person.id ? person.name : names.get(id));
}
