import { useMemo } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract as encounters } from '../../encounters/contract.ts';

/** SNOMED CT writes the kind of concept behind its name; people do not. */
const SEMANTIC_TAG = / \((?:procedure|situation|environment|regime\/therapy)\)$/;

/** Encounters as people speak of them: day and what for; `brief`, for lists, day and class. */
export function useEncounterNames(patientId: string): (id: string, brief?: boolean) => string {
  const t = useTexts('documents');
  const classes = useTexts('encounters');
  const dates = useDates();
  const may = useMay();
  const { data } = useRead(encounters.list, { params: { id: patientId } }, { enabled: may('encounters/read') });
  const byId = useMemo(() => new Map(data?.encounters.map((each) => [each.id, each])), [data]);
  return (id, brief = false) => {
    const encounter = byId.get(id);
    if (encounter === undefined) return t('part.encounter');
    const day = encounter.startedAt === null ? '' : dates.dayOf(encounter.startedAt);
    const className = classes(`classes.${encounter.class}`, { defaultValue: encounter.class });
    const what = brief ? className : (encounter.typeText?.replace(SEMANTIC_TAG, '') ?? className);
    return [day, what].filter(Boolean).join(' · ');
  };
}
