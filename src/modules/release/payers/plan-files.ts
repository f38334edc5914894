import type { Act } from '../../../platform/act.ts';
import { nameOfPatients } from '../../patients/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { deriveFileNames, type FileNames } from './derive-file-names.ts';
import type { NameCharacters } from './kinds.ts';
import { type PayerCase, readPayerCase } from './load-payer-case.ts';

export interface PlannedFiles extends FileNames {
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly tooLarge: boolean }[];
  readonly bytes: number;
  /** All together are more than one submission may hold. */
  readonly tooMuch: boolean;
}

/** The volumes of the packet that lies ready, by the names and limits of the destination; undefined while there is none. */
export async function planFiles(
  act: Act,
  request: LoadedRequest,
  { row, destination }: PayerCase,
): Promise<PlannedFiles | undefined> {
  const { packet } = request.ids;
  if (request.patientId === null || packet === null || request.facts.packet !== 'ready') return undefined;
  const volumes = await act.tx
    .selectFrom('release.packet_volume')
    .select(['volume', 'bytes'])
    .where('patient_id', '=', request.patientId)
    .where('packet_id', '=', packet)
    .orderBy('volume')
    .execute();
  if (volumes.length === 0) return undefined;
  const patient = (await nameOfPatients(act, [request.patientId])).get(request.patientId);
  const [family = '', given = ''] = (patient?.name ?? '').split(',').map((part) => part.trim());
  const named = deriveFileNames(
    {
      pattern: destination.name_pattern,
      length: destination.name_length,
      characters: destination.name_characters as NameCharacters, // CHECK file_name_characters_are_known
    },
    {
      ...{ family, given, mrn: patient?.mrn ?? '' },
      ...{ case: row.case_number ?? '', claim: row.claim_number ?? '', date: request.today.replaceAll('-', '') },
    },
    volumes.length,
  );
  const files = volumes.map(({ bytes }, at) => ({
    name: named.names[at] ?? '',
    bytes: Number(bytes),
    tooLarge: Number(bytes) > Number(destination.file_bytes),
  }));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { ...named, files, bytes, tooMuch: bytes > Number(destination.submission_bytes) };
}

/** What the destination of the case calls a volume; undefined where none was chosen. */
export async function nameOfFile(act: Act, request: LoadedRequest, volume: number): Promise<string | undefined> {
  const payerCase = await readPayerCase(act, request.id);
  if (payerCase === undefined) return undefined;
  return (await planFiles(act, request, payerCase))?.names[volume - 1];
}
