import type { Language } from '../../correspondence/index.ts';
import type { reportAccesses } from './report-accesses.ts';
import { WORDS } from './words.ts';

type Line = Awaited<ReturnType<typeof reportAccesses>>['accesses'][number];

/** One line of the report as a patient reads it. */
export function sayAccess({ name, roles, who, kind, did, purpose, firstOn, lastOn, times }: Line, language: Language) {
  const words = WORDS[language];
  const role = roles.map((each) => words.roles[each]).find((each) => each !== undefined);
  const someone = who === 'machine' ? words.system : who === 'portal' ? words.portal : (role ?? words.staff);
  return {
    who: name === null ? someone : `${name} (${someone})`,
    did: words.did[did],
    kind: words.kinds[kind],
    when: words.when(dayIn(firstOn, language), dayIn(lastOn, language), times),
    why: words.purposes[purpose] ?? purpose,
  };
}

function dayIn(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}
