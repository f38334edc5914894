/** The process that reads what strangers sent. It does what it is told, one task after the other; see run-packet-child.ts. */
import { PacketRefused } from './packet-input.ts';
import type { ChildAnswer, ChildTask } from './run-packet-child.ts';
import { packetNumberOf, verifyPacketHere } from './verify-packet.ts';
import { writePacket } from './write-packet.ts';

process.on('message', (task: ChildTask) => {
  void carryOut(task).then((answer) => process.send?.(answer));
});
// Whoever asked is gone.
process.once('disconnect', () => process.exit());

async function carryOut(task: ChildTask): Promise<ChildAnswer> {
  try {
    switch (task.kind) {
      case 'assemble':
        return {
          kind: 'assembled',
          packet: await writePacket(task.input, task.folder, (progress) =>
            process.send?.({ kind: 'progress', progress }),
          ),
        };
      case 'verify':
        return {
          kind: 'verified',
          verification: await verifyPacketHere(
            task.files,
            task.manifest,
            task.folder,
            task.passcode,
            task.certificates,
          ),
        };
      case 'look': {
        const { lookAtPage, lookAtRedactedPage } = await import('./redaction/look-at-page.ts');
        return {
          kind: 'looked',
          picture: await (task.redacted ? lookAtRedactedPage : lookAtPage)(task.folder, task.document, task.page),
        };
      }
      case 'words': {
        const { lookUpWords } = await import('./redaction/look-at-page.ts');
        const { document } = task;
        let pages = 0;
        return {
          kind: 'words',
          pages: await lookUpWords(task.folder, document, () =>
            process.send?.({
              kind: 'progress',
              progress: { documentId: document.documentId, pages: pages++, of: document.pages },
            }),
          ),
        };
      }
      case 'number': {
        const number = await packetNumberOf(task.file, task.folder, task.passcode);
        return number === undefined ? { kind: 'numbered' } : { kind: 'numbered', number };
      }
    }
  } catch (error) {
    if (error instanceof PacketRefused)
      return {
        kind: 'refused',
        reason: error.reason,
        ...(error.documentId === undefined ? {} : { documentId: error.documentId }),
      };
    // The message may quote a file's text: only its kind leaves this process.
    return {
      kind: 'failed',
      error: error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : typeof error,
    };
  }
}
