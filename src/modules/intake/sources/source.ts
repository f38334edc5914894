export const SOURCE_KINDS = ['folder', 'scanner', 'fax', 'smtp', 'mailbox', 'upload', 'rest'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
export type Lane = 'routine' | 'stat';

/** The folder that is there from the start: what lies in it and in subfolders that nobody registered. */
export const ROOT_FOLDER = '01900000-0000-7000-8000-0000000000a1';

export interface SourceSettings {
  /** An index file is expected beside each scan: a scan waits for it. */
  readonly indexFile?: boolean;
  /** Regular expression that finds the sender's number in subject, sender or file name; its first group, or all of it. */
  readonly senderPattern?: string;
  /** Everything that comes from here was made by this organisation: an old practice, a hospital that sends summaries. */
  readonly outsideOrganisation?: string;
  /** Mailbox. */
  readonly host?: string;
  readonly port?: number;
  readonly tls?: boolean;
  readonly user?: string;
  readonly folder?: string;
  readonly doneFolder?: string;
  readonly failedFolder?: string;
  /** PEM of the authority that signed the mail server's certificate, where this machine does not know it. */
  readonly ca?: string;
}

export interface Source {
  readonly id: string;
  readonly facilityId: string;
  readonly kind: SourceKind;
  readonly name: string;
  /** Subfolder, part of the address before the @, or what a program names. */
  readonly key: string | null;
  readonly settings: SourceSettings;
  readonly typeCode: string | null;
  readonly lane: Lane;
  readonly version: number;
  readonly disabledAt: Date | null;
  readonly hasSecret: boolean;
}
