import type { AssembledPacket, NotAssembled, PacketInput, PacketManifest } from './packet-input.ts';
import { PacketChildStopped, runPacketChild, type ChildLimits } from './run-packet-child.ts';
import type { Verification } from './verify-packet.ts';
import type { PacketProgress } from './write-packet.ts';

/** Documents in one packet that may each stop the process before the packet is given up. */
const MOST_STOPS = 5;

/**
 * Makes the volumes of a packet in `folder`, where the files that `input` names already lie, each `volume-N.pdf`. A
 * document that hangs or crashes the reading process is taken from its page images, or asked for.
 * @throws PacketRefused when the input cannot make a packet; PacketChildStopped when no single document is to blame.
 */
export async function assemblePacket(
  input: PacketInput,
  folder: string,
  options: { onProgress?: (progress: PacketProgress) => void; limits?: ChildLimits } = {},
): Promise<AssembledPacket> {
  const given: NotAssembled[] = [];
  let current = input;
  for (let stops = 0; ; stops++) {
    try {
      const answer = await runPacketChild(
        { kind: 'assemble', input: current, folder },
        options.onProgress,
        options.limits,
      );
      if (answer.kind !== 'assembled')
        throw new Error(
          answer.kind === 'failed'
            ? `the packet process failed: ${answer.error}`
            : 'the packet process gave another answer',
        );
      const { packet } = answer;
      return packet.state === 'assembled' ? { ...packet, fromImages: [...given, ...packet.fromImages] } : packet;
    } catch (error) {
      if (!(error instanceof PacketChildStopped) || error.documentId === undefined || stops >= MOST_STOPS) throw error;
      const blamed = current.documents.find(({ documentId }) => documentId === error.documentId);
      const problem: NotAssembled = { documentId: error.documentId, reason: 'limits' };
      if (blamed?.original === undefined || blamed.images === undefined || blamed.redaction !== undefined)
        return { state: 'needs-images', documents: [problem] };
      given.push(problem);
      const { original: _unusable, ...fromImages } = blamed;
      current = {
        ...current,
        documents: current.documents.map((document) => (document === blamed ? fromImages : document)),
      };
    }
  }
}

/** `chartkeeper release verify`: see verify-packet.ts. The files are read in a process of their own. */
export async function verifyPacket(
  files: readonly string[],
  manifest: PacketManifest,
  folder: string,
  passcode?: string,
  certificates: readonly string[] = [],
): Promise<Verification> {
  const answer = await runPacketChild({
    kind: 'verify',
    files,
    manifest,
    folder,
    certificates,
    ...(passcode === undefined ? {} : { passcode }),
  });
  if (answer.kind !== 'verified') throw new Error('the packet process gave another answer');
  return answer.verification;
}

/** Which packet a file says it is, to find its manifest. */
export async function readPacketNumber(
  file: string,
  folder: string,
  passcode?: string,
): Promise<{ packetNumber: string; volume: number } | undefined> {
  const answer = await runPacketChild({
    kind: 'number',
    file,
    folder,
    ...(passcode === undefined ? {} : { passcode }),
  });
  return answer.kind === 'numbered' ? answer.number : undefined;
}
