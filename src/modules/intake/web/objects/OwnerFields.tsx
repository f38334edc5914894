import { call } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { type Picked, subjectPicker } from '../../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { SlotPlace } from '../../../../ui/slots.ts';
import { type Dates, useDates } from '../../../../ui/use-dates.ts';
import { contract as encounters } from '../../../encounters/contract.ts';
import { contract as patients } from '../../../patients/contract.ts';

export interface OwnerWords {
  readonly picked: Picked | undefined;
  readonly encounterId: string | undefined;
}
export const NOBODY: OwnerWords = { picked: undefined, encounterId: undefined };

/** Whose record number a wand read; undefined where it is nobody's or more than one's. */
export async function findByNumber(
  mrn: string,
  dates: Dates,
  sayMrn: (mrn: string) => string,
): Promise<Picked | undefined> {
  const { patients: found } = await call(patients.search, { body: { mrn, limit: 2 } });
  const exact = found.filter(({ mrns }) => mrns.includes(mrn));
  const [one] = exact;
  if (exact.length !== 1 || one === undefined) return undefined;
  return {
    ...{ id: one.id, name: one.name },
    identifiers: [...(one.birthDate === null ? [] : [dates.day(one.birthDate)]), ...one.mrns.map(sayMrn)],
  };
}

/** Whose a thing is, and of which visit; both may be left open. */
export function OwnerFields({
  owner,
  onChange,
  error,
}: {
  readonly owner: OwnerWords;
  readonly onChange: (owner: OwnerWords) => void;
  readonly error?: string | undefined;
}) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { picked, encounterId } = owner;
  const visits = useRead(
    encounters.list,
    { params: { id: picked?.id ?? '' } },
    { enabled: picked !== undefined && may('encounters/read') },
  );
  if (!may('patients/search')) return null;
  return (
    <>
      <SlotPlace
        slot={subjectPicker}
        may={may}
        props={{
          ...{ id: 'object-patient', label: t('objects.whose'), picked, error },
          onPick: (chosen: Picked | undefined) => onChange({ picked: chosen, encounterId: undefined }),
        }}
      />
      {picked !== undefined && may('encounters/read') && (
        <ChoiceField
          id="object-visit"
          label={t('objects.visit')}
          choices={(visits.data?.encounters ?? []).map((each) => ({
            value: each.id,
            label: [
              each.startedAt === null ? t('form.noDay') : dates.dayOf(each.startedAt),
              each.typeText ?? each.class,
            ].join(' · '),
            ...(each.visitNumber === null ? {} : { hint: each.visitNumber }),
          }))}
          value={encounterId}
          onChange={(chosen) => onChange({ picked, encounterId: chosen })}
        />
      )}
    </>
  );
}
