import { createReadStream } from 'node:fs';
import { open, opendir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { besideName, errorCode, makeFolder } from '../durable.ts';
import type { BlobDriver, Receiving } from './driver.ts';
import { full, missing, unreachable } from './problems.ts';

const MARKER = 'chartkeeper-blobs.json';
const IN_MEMORY_BYTES = 8 * 1024 * 1024;
const PAGE = 1000;
const ATTEMPTS = 3;
const CONNECT_MS = 5_000;
const REQUEST_MS = 120_000;

export interface S3Place {
  readonly bucket: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  readonly endpoint?: string;
  readonly region: string;
  /** Ciphertext past 8 MiB waits here until its address is known. */
  readonly spool: string;
}

/** `s3://bucket/prefix/<address>`; credentials come from where the AWS SDK looks for them. Loaded only when used. */
export async function s3Driver(where: S3Place): Promise<BlobDriver> {
  const sdk = await import('@aws-sdk/client-s3');
  const client: S3Client = new sdk.S3Client({
    region: where.region,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS },
    // SHA-256 is given with every put; the address proves every read.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(where.endpoint === undefined ? {} : { endpoint: where.endpoint, forcePathStyle: true }),
  });
  await makeFolder(where.spool, 0o700);
  const place = `s3://${where.bucket}/${where.prefix}`;
  const named = (name: string) => ({ Bucket: where.bucket, Key: where.prefix + name });
  const asked = async <T>(request: Promise<T>): Promise<T | undefined> => {
    try {
      return await request;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw faultOf(place, error);
    }
  };

  return {
    place,

    async readMarker() {
      const found = await asked(client.send(new sdk.GetObjectCommand(named(MARKER))));
      const text = await found?.Body?.transformToString();
      return text === undefined ? undefined : (JSON.parse(text) as { id: string }).id; // written by writeMarker
    },

    async writeMarker(id) {
      const body = `${JSON.stringify({ id })}\n`;
      const put = new sdk.PutObjectCommand({ ...named(MARKER), Body: body });
      if ((await asked(client.send(put))) === undefined) throw unreachable(place, 'no such bucket', undefined);
    },

    async receive() {
      return receiving();
    },

    async stat(address) {
      const found = await asked(client.send(new sdk.HeadObjectCommand(named(address))));
      if (found === undefined) return undefined;
      return {
        address,
        stored: found.ContentLength ?? 0,
        at: found.LastModified ?? new Date(0),
        version: `${found.ETag ?? ''} ${found.LastModified?.getTime() ?? 0}`,
      };
    },

    async *read(address, from, to) {
      if (to <= from) return;
      const request = new sdk.GetObjectCommand({ ...named(address), Range: `bytes=${from}-${to - 1}` });
      const found = await asked(client.send(request));
      if (found?.Body === undefined) throw missing(address);
      try {
        // In Node the SDK's body is a Readable; its type is a union with the browser's.
        for await (const chunk of found.Body as AsyncIterable<Uint8Array>) yield chunk;
      } catch (error) {
        throw faultOf(place, error);
      }
    },

    async remove(address) {
      if ((await asked(client.send(new sdk.HeadObjectCommand(named(address))))) === undefined) return false;
      await asked(client.send(new sdk.DeleteObjectCommand(named(address))));
      return true;
    },

    async *list(after) {
      let token: string | undefined;
      do {
        const page = await asked(
          client.send(
            new sdk.ListObjectsV2Command({
              Bucket: where.bucket,
              Prefix: where.prefix,
              MaxKeys: PAGE,
              ...(token === undefined ? {} : { ContinuationToken: token }),
              ...(after === undefined ? {} : { StartAfter: where.prefix + after }),
            }),
          ),
        );
        for (const found of page?.Contents ?? []) {
          const address = found.Key?.slice(where.prefix.length) ?? '';
          if (!/^[0-9a-f]{64}$/.test(address)) continue;
          const at = found.LastModified ?? new Date(0);
          yield { address, stored: found.Size ?? 0, at, version: `${found.ETag ?? ''} ${at.getTime()}` };
        }
        token = page?.IsTruncated === true ? page.NextContinuationToken : undefined;
      } while (token !== undefined);
    },

    async removeUnfinished(before) {
      let removed = 0;
      for await (const entry of await opendir(where.spool)) {
        const path = join(where.spool, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (found === undefined || found.mtime >= before) continue;
        await unlink(path).catch(() => undefined);
        removed += 1;
      }
      return removed;
    },
  };

  function receiving(): Receiving {
    let held: Buffer[] = [];
    let size = 0;
    let spool: { path: string; handle: FileHandle } | undefined;
    const end = async () => {
      if (spool === undefined) return;
      await spool.handle.close().catch(() => undefined);
      await unlink(spool.path).catch(() => undefined);
      spool = undefined;
    };
    return {
      async write(bytes) {
        size += bytes.length;
        held.push(bytes);
        if (size <= IN_MEMORY_BYTES) return;
        try {
          if (spool === undefined) {
            const path = besideName(where.spool);
            spool = { path, handle: await open(path, 'wx', 0o600) };
          }
          await spool.handle.writeFile(Buffer.concat(held));
          held = [];
        } catch (error) {
          throw errorCode(error) === 'ENOSPC' ? full(where.spool, error) : error;
        }
      },
      async commit(address) {
        // The SDK waits for ever for a body that fails: its failure ends the request.
        const giveUp = new AbortController();
        let body: Buffer | Readable = Buffer.concat(held);
        if (spool !== undefined) {
          body = createReadStream(spool.path);
          body.once('error', () => giveUp.abort());
        }
        const put = new sdk.PutObjectCommand({
          ...named(address),
          Body: body,
          ContentLength: size,
          ContentType: 'application/octet-stream',
          ChecksumSHA256: Buffer.from(address, 'hex').toString('base64'),
        });
        try {
          await client.send(put, { abortSignal: giveUp.signal });
        } catch (error) {
          throw faultOf(place, error);
        }
        await end();
      },
      abort: end,
    };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound', 'NoSuchBucket'].includes(error.name);
}

function faultOf(place: string, error: unknown): unknown {
  if (error instanceof Error && error.name === 'XMinioStorageFull') return full(place, error);
  return unreachable(place, error instanceof Error ? error.name : 'unknown', error);
}
