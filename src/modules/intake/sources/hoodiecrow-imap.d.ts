declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';
  interface Mailbox {
    messages?: { raw: string; flags?: string[] }[];
  }
  interface ImapServer {
    readonly server: Server;
    readonly folderCache: Record<string, { messages: { raw: string; flags: string[] }[] }>;
    appendMessage(mailbox: string, flags: string[], internaldate: Date | undefined, raw: string): void;
    listen(port: number, ready: () => void): void;
    close(done: () => void): void;
  }
  export default function hoodiecrow(options: {
    plugins?: string[];
    secureConnection?: boolean;
    credentials?: { key: Buffer; cert: string };
    storage?: Record<string, Mailbox | { folders?: Record<string, Mailbox> }>;
  }): ImapServer;
}
