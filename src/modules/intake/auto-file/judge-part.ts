import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { findType } from '../../documents/index.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';
import { type AutoFileDecision, decideAutoFile, policyFor } from '../decide-auto-file.ts';
import { DEFAULT_TARGET, deriveThreshold } from '../derive-threshold.ts';
import type { PageText } from '../evidence.ts';
import type { Item } from '../load-item.ts';
import { WEAK } from '../separation/count-batch.ts';
import { listPolicies, type PolicyView } from '../understanding/policies.ts';
import { listVerifiedTypes } from '../verifying/list-verified-types.ts';
import type { IndexProposals } from '../write-proposals.ts';

interface PageRow {
  number: number;
  readable: boolean;
  weak: boolean;
  unknown_codes: number;
  settled: boolean;
  taken_back: boolean;
}

/** May this document to be file itself, by what is known at this moment? Nothing is written. */
export async function judgePart(
  act: Act,
  part: {
    readonly id: string;
    readonly item: Pick<Item, 'facilityId' | 'source'>;
    readonly cover: PageText | undefined;
  },
  proposals: IndexProposals,
): Promise<AutoFileDecision> {
  const { rows: pages } = await sql<PageRow>`
    SELECT place.position AS number, p.image_address IS NOT NULL AS readable, ${WEAK} AS weak, p.unknown_codes,
      coalesce(o.standing, false) AS settled, coalesce(o.reversed, false) AS taken_back
    FROM intake.part_page place JOIN intake.page p ON p.item_id = place.item_id AND p.number = place.number
    CROSS JOIN LATERAL (
      SELECT bool_or(reversed_at IS NULL) AS standing, bool_or(reversed_at IS NOT NULL) AS reversed FROM intake.outcome
      WHERE item_id = place.item_id AND page_number = place.number) o
    WHERE place.part_id = ${part.id} ORDER BY place.position`.execute(act.tx);
  const { lane } = await act.tx
    .selectFrom('intake.part')
    .select('lane')
    .where('id', '=', part.id)
    .executeTakeFirstOrThrow();
  const [type] = proposals.types;
  const known = type === undefined ? undefined : findType(type.code);
  const { policies } = await listPolicies(act, part.item.facilityId);
  return decideAutoFile(
    {
      ...proposals,
      source: part.item.source,
      pages: pages.map((page) => ({ ...page, unknownCodes: page.unknown_codes })),
      level: known?.level ?? 'encounter',
      notPartOfRecord: known?.notPartOfRecord !== undefined,
      checkedCover: isCheckedCover(part.cover),
      stat: lane === 'stat',
      settledBefore: pages.some((page) => page.settled),
      takenBack: pages.some((page) => page.taken_back),
      saidBySource: await saidBySource(act, part.id),
    },
    { policies, learnedThresholds: await learnedThresholds(act, part.item, type?.code, policies) },
  );
}

/** A code of ours proves itself by its check character; another system's label on the sheet does not. */
function isCheckedCover(cover: PageText | undefined): boolean {
  return (cover?.barcodes ?? []).some((code) => {
    const meaning = ownMeaningOf(code);
    return meaning.kind === 'cover' && meaning.from === 'own';
  });
}

/** What whoever sent it says of it: an index entry, the lines of a report. */
async function saidBySource(act: Act, partId: string): Promise<{ field: string; value: string }[]> {
  return act.tx
    .selectFrom('intake.proposal')
    .select(['field', 'value'])
    .distinct()
    .where('part_id', '=', partId)
    .where('engine', 'not like', 'chartkeeper-propose%')
    .execute();
}

/** Only blind verification says from which confidence on a learned type is right often enough. */
async function learnedThresholds(
  act: Act,
  item: Pick<Item, 'facilityId' | 'source'>,
  typeCode: string | undefined,
  policies: readonly PolicyView[],
): Promise<ReadonlyMap<string, number>> {
  if (typeCode === undefined) return new Map();
  const target = policyFor(policies, { source: item.source, typeCode })?.target ?? DEFAULT_TARGET;
  const pairs = await listVerifiedTypes(act, { facilityId: item.facilityId, typeCode });
  const { threshold } = deriveThreshold(pairs, { target });
  return threshold === undefined ? new Map() : new Map([[typeCode, threshold]]);
}
