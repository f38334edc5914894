import type { Download, RequestContext } from '../../platform/http/route.ts';
import type { fetchVolume } from '../release/index.ts';
import { noteFetched } from '../release/index.ts';

type Fetched = Awaited<ReturnType<typeof fetchVolume>> & {
  readonly place: { readonly patientId: string; readonly linkId: string };
};

/** A volume on its way; when the last byte is out, the hand-over is confirmed. */
export function volumeDownload({ services, reply }: RequestContext, volume: number, fetched: Fetched): Download {
  const { place, blob, fileName } = fetched;
  reply.raw.once('finish', () => {
    noteFetched(services, place, volume).catch((error: unknown) =>
      services.log.warn(
        { err: error, linkId: place.linkId },
        'a download could not be confirmed; the worklist keeps it',
      ),
    );
  });
  return {
    bytes: services.blobs.open(blob),
    contentType: 'application/pdf',
    contentLength: blob.bytes,
    attachment: fileName,
  };
}
