import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isWaiting } from '../../worklist/index.ts';
import { countBatch } from './count-batch.ts';
import type { Layout } from './layout.ts';
import { type Batch, loadBatch, loadLayout } from './load-batch.ts';
import { partsInQueue } from './release-batch.ts';
import type { Doubt, Sheets } from './derive-doubts.ts';

export interface BatchPage {
  readonly itemId: string;
  readonly number: number;
  readonly readable: boolean;
  /** Degrees clockwise, as it stood when it was read: its picture is turned by what the layout turns it beyond. */
  readonly readTurn: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly blank: boolean;
  readonly ownSheet: string | null;
  readonly outcome: string | null;
  readonly outcomeReason: string | null;
  readonly binned: boolean;
  readonly bestScan: string | null;
}

export interface BatchView {
  readonly batch: Omit<Batch, 'labels' | 'facilityId' | 'preparedAt'> & { readonly preparedAt: string | null };
  readonly state: 'empty' | 'to-separate' | 'released' | 'settled';
  readonly files: readonly { id: string; fileName: string; receivedAt: string; pages: number | null }[];
  readonly pages: readonly BatchPage[];
  readonly layout: Layout;
  /** Documents that wait in the index queue as they are cut now. */
  readonly queued: readonly string[];
  readonly sheets: Sheets;
  readonly doubts: readonly Doubt[];
  readonly releases: readonly {
    releasedAt: string;
    parts: number;
    images: number;
    blank: number;
    ofOurs: number;
    replaced: number;
    reason: string | null;
  }[];
}

/** A batch as it stands: files, pages, how they are cut, the count, what is in doubt, its releases. @throws intake/batch-not-found */
export async function openBatch(act: Act, id: string): Promise<BatchView> {
  const batch = await loadBatch(act, id);
  const layout = await loadLayout(act, id);
  const queued = await partsInQueue(act, layout);
  const { sheets, doubts } = await countBatch(act, batch);
  const files = await act.tx
    .selectFrom('intake.item')
    .select(['id', 'file_name', 'received_at', 'pages'])
    .where('batch_id', '=', id)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  const pages = await batchPages(act, id);
  const releases = await act.tx
    .selectFrom('intake.separation')
    .selectAll()
    .where('batch_id', '=', id)
    .orderBy('released_at', 'desc')
    .limit(20)
    .execute();
  const waits = await isWaiting(act, { kind: 'intake.to-separate', subjectId: id });
  act.note({ subjectIds: [id], count: pages.length });
  const { labels: _labels, facilityId: _facilityId, preparedAt, ...facts } = batch;
  return {
    batch: { ...facts, preparedAt: preparedAt?.toISOString() ?? null },
    state: waits
      ? 'to-separate'
      : pages.length === 0
        ? 'empty'
        : pages.every((page) => page.outcome !== null)
          ? 'settled'
          : 'released',
    files: files.map((file) => ({
      id: file.id,
      fileName: file.file_name,
      receivedAt: file.received_at.toISOString(),
      pages: file.pages,
    })),
    pages,
    layout,
    queued: [...queued],
    sheets,
    doubts,
    releases: releases.map((row) => ({
      releasedAt: row.released_at.toISOString(),
      parts: row.parts,
      images: row.images,
      blank: row.blank,
      ofOurs: row.sheets_of_ours,
      replaced: row.replaced,
      reason: row.difference_reason,
    })),
  };
}

async function batchPages(act: Act, batchId: string): Promise<BatchPage[]> {
  const { rows } = await sql<{
    item_id: string;
    number: number;
    readable: boolean;
    read_turn: number;
    width: number | null;
    height: number | null;
    blank: boolean;
    own_sheet: string | null;
    kind: string | null;
    reason: string | null;
    binned: boolean;
    best: string | null;
  }>`
    SELECT p.item_id, p.number, p.image_address IS NOT NULL AS readable, p.read_turn, p.width, p.height, p.blank, p.own_sheet,
      o.kind, o.reason, coalesce(place.bin_reason IS NOT NULL, false) AS binned, b.reason AS best
    FROM intake.item i JOIN intake.page p ON p.item_id = i.id
    LEFT JOIN intake.outcome o ON o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL
    LEFT JOIN intake.part_page place ON place.item_id = p.item_id AND place.number = p.number
    LEFT JOIN intake.best_scan b ON b.item_id = p.item_id AND b.number = p.number
    WHERE i.batch_id = ${batchId} ORDER BY i.received_at, i.id, p.number`.execute(act.tx);
  return rows.map((row) => ({
    itemId: row.item_id,
    number: row.number,
    readable: row.readable,
    readTurn: row.read_turn,
    width: row.width,
    height: row.height,
    blank: row.blank,
    ownSheet: row.own_sheet,
    outcome: row.kind,
    outcomeReason: row.reason,
    binned: row.binned,
    bestScan: row.best,
  }));
}

/** An earlier state of the cutting, to go back to. */
export async function readLayout(act: Act, input: { batchId: string; revision: number }): Promise<Layout | null> {
  const row = await act.tx
    .selectFrom('intake.layout')
    .select('layout')
    .where('batch_id', '=', input.batchId)
    .where('revision', '=', input.revision)
    .executeTakeFirst();
  act.note({ subjectIds: [input.batchId] });
  return row === undefined ? null : (row.layout as unknown as Layout); // written by write-layout.ts
}
