import { createHash } from 'node:crypto';
import { totalmem } from 'node:os';

const MIB = 1024 * 1024;

/**
 * Given on the command line, which stands above every file and ALTER SYSTEM: nobody turns durability off, opens the
 * port or makes the log talk about patients by accident.
 */
export function serverSettings(): Record<string, string> {
  const memory = totalmem() / MIB;
  return {
    // The bundled OpenSSL is 1.1.1 of 2018: loopback only, no TLS, no socket file.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ssl: 'off',
    password_encryption: 'scram-sha-256',
    // An acknowledged filing survives a power cut.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_level: 'replica',
    wal_sync_method: process.platform === 'darwin' ? 'fsync_writethrough' : 'fdatasync',
    // The text of an ERROR, its DETAIL and its STATEMENT may quote a row. The caller gets them and logs the code only;
    // the server's own log keeps LOG, FATAL and PANIC.
    log_error_verbosity: 'terse',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_checkpoints: 'off',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    log_timezone: 'UTC',
    timezone: 'UTC',
    datestyle: 'ISO, YMD',
    shared_buffers: `${Math.round(Math.min(256, Math.max(128, memory / 32)))}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '1GB',
    wal_compression: 'on',
    random_page_cost: '1.1',
    max_connections: '80',
    jit: 'off',
  };
}

/** A running server with another mark was started by another version of these settings and is started anew. */
export function settingsMark(settings: Record<string, string>, postgres: string): string {
  const hash = createHash('sha256').update(JSON.stringify([settings, postgres]));
  return `chartkeeper-${hash.digest('hex').slice(0, 16)}`;
}

export function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
