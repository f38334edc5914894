import { useOpens } from '../../../ui/module.ts';
import { useCalendar } from '../../../ui/session.ts';
import { CaseLetters } from '../../correspondence/web/index.tsx';
import { type ReleaseCase } from './case.ts';
import { placeOf, useWishes } from './restrictions/use-wishes.ts';
import { letterFacts } from './letter-facts.ts';

/** The letters of the case: acknowledgement, incomplete authorization, no records, extension, cover. */
export function LettersSection({ open }: { readonly open: ReleaseCase }) {
  const { zone } = useCalendar();
  const opens = useOpens();
  const { requester, patient } = open;
  const wishes = useWishes(open);
  return (
    <CaseLetters
      of={{ module: 'release', id: open.id }}
      patientId={patient?.id}
      recipient={{
        name: requester?.name ?? '',
        lines: [
          ...(requester?.organisation === undefined ? [] : [requester.organisation]),
          ...(placeOf(wishes, 'mail')?.split('\n') ?? requester?.address ?? []),
        ],
        isPatient: requester?.class === 'individual',
      }}
      known={letterFacts(open, zone)}
      mail={placeOf(wishes, 'email') ?? requester?.email}
      canWrite={requester !== null}
      arrivals={open.intakePages.map(({ itemId, pages, at }) => ({
        id: itemId,
        at,
        pages: pages.length,
        path: opens('intake', itemId, null),
      }))}
    />
  );
}
