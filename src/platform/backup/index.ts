export { backup, type BackupResult, KEEP_DAYS, lastBackup } from './backup.ts';
export { type Finding, fsck, type FsckResult } from './fsck.ts';
export { listBackups } from './manifest.ts';
export { restore, type RestoreResult } from './restore.ts';
export { verifyBackup, type VerifyResult } from './verify-backup.ts';
