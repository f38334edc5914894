import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { facilityById } from '../../directory/index.ts';
import { decideOriginalDisposable } from './decide-original-disposable.ts';
import { deriveErrorRate, deriveProgress, type Progress, type WorkingDay } from './derive-progress.ts';
import { type BatchFacts, findBatchFacts } from './original-facts.ts';
import { projectNotFound } from './open-project.ts';

const PAGE = 100;

interface ProjectFacts {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly plannedBoxes: number | null;
  readonly plannedSheets: number | null;
  readonly startedOn: string;
  readonly targetOn: string | null;
}

export interface Funnel {
  readonly boxes: number;
  readonly volumes: number;
  readonly batches: number;
  readonly sheetsCounted: number;
  readonly images: number;
  readonly pagesSettled: number;
  readonly batchesVerified: number;
  readonly batchesDisposable: number;
}

export interface ProjectView {
  readonly project: ProjectFacts;
  readonly funnel: Funnel;
  /** Sheets that the burn-down counts down from. */
  readonly sheetsTotal: number;
  readonly sheetsDone: number;
  readonly progress: Progress;
  readonly errorRate: number | null;
  readonly boxes: readonly {
    readonly id: string;
    readonly label: string;
    readonly place: string;
    readonly batches: number;
    readonly openPages: number;
  }[];
}

/** Projects, newest first, with how far they are. */
export async function listProjects(
  act: Act,
): Promise<{ projects: (ProjectFacts & { boxes: number; images: number; settled: number })[] }> {
  const { rows } = await sql<ProjectRow & { boxes: number; images: number; settled: number }>`
    SELECT p.*, (SELECT count(*)::int FROM intake.box x WHERE x.project_id = p.id) AS boxes, f.images, f.settled
    FROM (SELECT * FROM intake.project ORDER BY opened_at DESC, id DESC LIMIT ${PAGE}) p
    CROSS JOIN LATERAL (SELECT coalesce(sum(i.pages), 0)::int AS images,
        coalesce(sum((SELECT count(*) FROM intake.outcome o WHERE o.item_id = i.id AND o.reversed_at IS NULL)), 0)::int AS settled
      FROM intake.batch b JOIN intake.item i ON i.batch_id = b.id WHERE b.project_id = p.id) f
    ORDER BY p.opened_at DESC, p.id DESC`.execute(act.tx);
  act.note({ count: rows.length });
  return {
    projects: rows.map((row) => ({ ...factsOf(row), boxes: row.boxes, images: row.images, settled: row.settled })),
  };
}

/** @throws intake/project-not-found */
export async function viewProject(act: Act, projectId: string): Promise<ProjectView> {
  const { rows } = await sql<ProjectRow>`SELECT * FROM intake.project WHERE id = ${projectId}`.execute(act.tx);
  const row = rows[0];
  if (row === undefined) throw projectNotFound();
  const project = factsOf(row);
  const batches = await findBatchFacts(act, { projectId });
  const counted = batches.reduce((sum, batch) => sum + (batch.expectedSheets ?? 0), 0);
  const total = project.plannedSheets ?? counted;
  const facility = await facilityById(act, row.facility_id);
  const days = await workingDays(act, projectId, facility.timeZone);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: facility.timeZone }).format(act.now);
  act.note({ subjectIds: [projectId] });
  return {
    project,
    funnel: await funnelOf(act, projectId, batches, counted),
    sheetsTotal: total,
    sheetsDone: Math.round(days.reduce((sum, day) => sum + day.sheets, 0)),
    progress: deriveProgress(days, { total, today }),
    errorRate: await errorRateOf(act, projectId, batches),
    boxes: await boxesOf(act, projectId, batches),
  };
}

async function funnelOf(act: Act, projectId: string, batches: readonly BatchFacts[], counted: number): Promise<Funnel> {
  const { rows } = await sql<{ boxes: number; volumes: number }>`
    SELECT count(*)::int AS boxes, coalesce(sum((SELECT count(*) FROM intake.volume v WHERE v.box_id = x.id)), 0)::int AS volumes
    FROM intake.box x WHERE x.project_id = ${projectId}`.execute(act.tx);
  // Box by box the chain is looked at as well; here is what the batches themselves say.
  const alone = { custodyIntact: true, volumesWithoutBatch: 0, retention: 'unverified' as const };
  return {
    boxes: rows[0]?.boxes ?? 0,
    volumes: rows[0]?.volumes ?? 0,
    batches: batches.length,
    sheetsCounted: counted,
    images: batches.reduce((sum, batch) => sum + batch.images, 0),
    pagesSettled: batches.reduce((sum, batch) => sum + batch.images - batch.openPages, 0),
    batchesVerified: batches.filter((batch) => batch.verified === 'passed').length,
    batchesDisposable: batches.filter((batch) => decideOriginalDisposable({ ...batch, ...alone }).disposable).length,
  };
}

/** Sheets whose pages were settled, by day of the facility; of a sheet scanned on both sides each page is half. */
async function workingDays(act: Act, projectId: string, timeZone: string): Promise<WorkingDay[]> {
  const { rows } = await sql<{ day: string; sheets: number; hours: number }>`
    SELECT to_char(o.decided_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day,
      (sum(CASE WHEN b.sides = 'duplex' THEN 0.5 ELSE 1 END))::float AS sheets,
      count(DISTINCT o.decided_by || date_trunc('hour', o.decided_at)::text) FILTER (WHERE o.decided_by NOT LIKE 'system:%')::int AS hours
    FROM intake.batch b JOIN intake.item i ON i.batch_id = b.id JOIN intake.outcome o ON o.item_id = i.id AND o.reversed_at IS NULL
    LEFT JOIN intake.part_page place ON place.item_id = o.item_id AND place.number = o.page_number
    LEFT JOIN intake.page page ON page.item_id = o.item_id AND page.number = o.page_number
    WHERE b.project_id = ${projectId} AND page.own_sheet IS NULL AND place.bin_reason IS DISTINCT FROM 'replaced'
    GROUP BY 1 ORDER BY 1`.execute(act.tx);
  return rows.map((row) => ({ day: row.day, sheets: row.sheets, personHours: row.hours }));
}

async function errorRateOf(act: Act, projectId: string, batches: readonly BatchFacts[]): Promise<number | null> {
  const { rows } = await sql<{ rescans: number; taken_back: number }>`
    SELECT coalesce(sum((SELECT count(*) FROM intake.rescan r WHERE r.item_id = i.id)), 0)::int AS rescans,
      coalesce(sum((SELECT count(*) FROM intake.outcome o WHERE o.item_id = i.id AND o.reversed_at IS NOT NULL)), 0)::int AS taken_back
    FROM intake.batch b JOIN intake.item i ON i.batch_id = b.id WHERE b.project_id = ${projectId}`.execute(act.tx);
  return deriveErrorRate({
    images: batches.reduce((sum, batch) => sum + batch.images, 0),
    rescans: rows[0]?.rescans ?? 0,
    takenBack: rows[0]?.taken_back ?? 0,
    differences: batches.reduce((sum, batch) => sum + batch.differences, 0),
  });
}

async function boxesOf(act: Act, projectId: string, batches: readonly BatchFacts[]): Promise<ProjectView['boxes']> {
  const { rows } = await sql<{ id: string; label: string; place: string }>`
    SELECT x.id, x.label, coalesce((SELECT c.place FROM intake.custody c WHERE c.box_id = x.id AND c.volume_id IS NULL
      AND c.batch_id IS NULL AND c.place <> '' ORDER BY c.number DESC LIMIT 1), x.place) AS place
    FROM intake.box x WHERE x.project_id = ${projectId} ORDER BY x.label LIMIT 5000`.execute(act.tx);
  return rows.map((row) => {
    const own = batches.filter((batch) => batch.boxId === row.id);
    return { ...row, batches: own.length, openPages: own.reduce((sum, batch) => sum + batch.openPages, 0) };
  });
}

interface ProjectRow {
  id: string;
  facility_id: string;
  name: string;
  scope: string;
  planned_boxes: number | null;
  planned_sheets: number | null;
  started_on: string;
  target_on: string | null;
}

const factsOf = (row: ProjectRow): ProjectFacts => ({
  id: row.id,
  name: row.name,
  scope: row.scope,
  plannedBoxes: row.planned_boxes,
  plannedSheets: row.planned_sheets,
  startedOn: row.started_on,
  targetOn: row.target_on,
});
