import { useDates } from '../../../ui/use-dates.ts';

interface Named {
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
}

/** A registration in one line: name, birth date, number. */
export function useWho() {
  const dates = useDates();
  return ({ name, birthDate, mrn }: Named) =>
    [name, birthDate === null ? undefined : dates.day(birthDate), mrn].filter(Boolean).join(' · ');
}
