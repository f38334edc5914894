import type { FastifyReply } from 'fastify';
import type { Endpoint } from './contract.ts';
import { type Download, isDownload } from './route.ts';

/** The first byte of an answer leaves after the commit of its act: this is called last. */
export function sendAnswer(reply: FastifyReply, endpoint: Endpoint, answer: unknown): FastifyReply {
  if (isDownload(answer)) return sendDownload(reply, answer);
  const status = endpoint.status ?? 200;
  if (status === 204 || answer === undefined) return reply.code(204).send();
  return reply.code(status).send(answer);
}

function sendDownload(reply: FastifyReply, download: Download): FastifyReply {
  void reply.type(download.contentType);
  void reply.header('content-security-policy', "default-src 'none'; sandbox");
  if (download.attachment !== undefined)
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(download.attachment)}`);
  if (download.contentLength !== undefined) void reply.header('content-length', String(download.contentLength));
  if (download.cacheSeconds !== undefined)
    void reply.header('cache-control', `private, max-age=${download.cacheSeconds}, immutable`);
  return reply.send(download.bytes);
}
