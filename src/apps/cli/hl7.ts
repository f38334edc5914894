import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { withClient } from './client.ts';

interface Sender {
  id: string;
  application: string;
  facility: string;
  state: string;
  lastAt: string | null;
  messages: number;
  refused: number;
  waiting: number;
  held: number;
  failed: number;
  silentSince: string | null;
}

interface InError {
  id: string;
  application: string | null;
  controlId: string;
  type: string;
  receivedAt: string;
  state: string;
  reason: string;
}

interface Tried {
  code: string;
  refusal: string | null;
  outcome: { state: string; reason: string | null } | null;
  effects: { what: string; typeCode: string | null }[];
}

interface Destination {
  id: string;
  name: string;
  host: string;
  port: number;
  stopped: boolean;
  waiting: number;
  oldestWaitingAt: string | null;
  unansweredSince: string | null;
  trouble: string | null;
  failed: number;
  lastAt: string | null;
}

interface NotHandedOver {
  id: string;
  event: string;
  destination: string;
  queuedAt: string;
  attempts: number;
  reason: string;
}

const json = ['--json', 'one JSON object on stdout'] as const;

/** Exit 1: a feed is silent (`senders`), a system gives no answer or did not take a message (`destinations`), or the message would not be taken or would fail (`try`). */
export function addHl7Commands(program: Command, exit: (code: number) => void): void {
  const hl7 = program
    .command('hl7')
    .description('HL7 version 2: who sends and who is told, what failed, and what a message would do');

  hl7
    .command('senders')
    .description('Each sender: last message, those of a day, what waits, is held or failed')
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const answer = await withClient('hl7', (client) =>
        client.call<{ senders: Sender[] }>('GET', '/api/v1/hl7v2/senders'),
      );
      if (answer.senders.some(({ silentSince }) => silentSince !== null)) exit(1);
      if (options.json === true) return console.log(JSON.stringify(answer));
      for (const each of answer.senders)
        console.log(
          `${each.silentSince === null ? each.state : 'silent'}  ${each.application} ${each.facility}  last ${each.lastAt ?? 'never'}  ` +
            `day ${each.messages} (${each.refused} not taken)  waiting ${each.waiting}  held ${each.held}  failed ${each.failed}  ${each.id}`,
        );
    });

  hl7
    .command('answers')
    .description('Set where the answers go that a sender asks for after its messages were applied (MSH-16)')
    .argument('<sender>', 'its id, as `hl7 senders` prints it')
    .option('--to <destination>', 'id of a destination, as `hl7 destinations` prints it; `own`: its own connection')
    .option('--alarm <minutes>', 'after how many minutes an answer that cannot be sent waits for somebody')
    .action(async (sender: string, options: { to?: string; alarm?: string }) => {
      await withClient('hl7', (client) =>
        client.call('POST', `/api/v1/hl7v2/senders/${encodeURIComponent(sender)}/answers`, {
          ...(options.to === undefined ? {} : { destinationId: options.to === 'own' ? null : options.to }),
          ...(options.alarm === undefined ? {} : { alarmMinutes: Number(options.alarm) }),
        }),
      );
      console.log(options.to === undefined ? 'Set.' : 'Set. Answers that wait go out now.');
    });

  hl7
    .command('errors')
    .description('Messages that failed, are held, or were not taken')
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const answer = await withClient('hl7', (client) =>
        client.call<{ messages: InError[] }>('GET', '/api/v1/hl7v2/errors'),
      );
      if (options.json === true) return console.log(JSON.stringify(answer));
      for (const each of answer.messages)
        console.log(
          `${each.state.padEnd(8)} ${each.receivedAt}  ${each.application ?? '-'}  ${each.type} ${each.controlId}  ${each.id}\n         ${each.reason}`,
        );
    });

  hl7
    .command('try')
    .description('What one message would do if it came now; nothing of it is kept')
    .argument('<file>', 'one HL7 version 2 message, UTF-8')
    .option(...json)
    .action(async (file: string, options: { json?: boolean }) => {
      const text = await readFile(file, 'utf8');
      const tried = await withClient('hl7', (client) => client.call<Tried>('POST', '/api/v1/hl7v2/try', { text }));
      if (tried.refusal !== null || tried.outcome?.state === 'failed') exit(1);
      if (options.json === true) return console.log(JSON.stringify(tried));
      console.log(`Answer ${tried.code}${tried.refusal === null ? '' : `: ${tried.refusal}`}`);
      if (tried.outcome !== null)
        console.log(
          [
            tried.outcome.state === 'failed' ? 'Would wait in the error queue.' : `Would be ${tried.outcome.state}.`,
            tried.outcome.reason,
          ]
            .filter(Boolean)
            .join(' '),
        );
      for (const { what, typeCode } of tried.effects) console.log(`  ${[what, typeCode].filter(Boolean).join(' ')}`);
    });

  hl7
    .command('replay')
    .description('Apply a message in error again')
    .argument('<id>', 'of the message, as `hl7 errors` prints it')
    .action(async (id: string) => {
      await withClient('hl7', async (client) => {
        await client.call('POST', `/api/v1/hl7v2/messages/${encodeURIComponent(id)}/replay`, {});
        await client.drain();
      });
      console.log('It was applied again; see `chartkeeper hl7 errors` for what became of it.');
    });

  addOutbound(hl7, exit);
}

function addOutbound(hl7: Command, exit: (code: number) => void): void {
  hl7
    .command('destinations')
    .description('Each system that is told of changes: what waits, since when it gives no answer, what it did not take')
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const answer = await withClient('hl7', (client) =>
        client.call<{ destinations: Destination[] }>('GET', '/api/v1/hl7v2/destinations'),
      );
      if (answer.destinations.some(({ unansweredSince, failed }) => unansweredSince !== null || failed > 0)) exit(1);
      if (options.json === true) return console.log(JSON.stringify(answer));
      for (const each of answer.destinations)
        console.log(
          `${stateOf(each)}  ${each.name}  ${each.host}:${each.port}  last taken ${each.lastAt ?? 'never'}  ` +
            `waiting ${each.waiting}${each.oldestWaitingAt === null ? '' : ` since ${each.oldestWaitingAt}`}  not taken ${each.failed}  ${each.id}` +
            (each.trouble === null ? '' : `\n         ${each.trouble}`),
        );
    });

  hl7
    .command('outbound')
    .description('Messages that could not be handed over and wait for a person')
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const answer = await withClient('hl7', (client) =>
        client.call<{ messages: NotHandedOver[] }>('GET', '/api/v1/hl7v2/outbound'),
      );
      if (options.json === true) return console.log(JSON.stringify(answer));
      for (const each of answer.messages)
        console.log(
          `${each.event}  to ${each.destination}  queued ${each.queuedAt}  attempts ${each.attempts}  ${each.id}\n         ${each.reason}`,
        );
    });

  hl7
    .command('send-again')
    .description('Send a message that was not taken again, before those queued after it')
    .argument('<id>', 'of the message, as `hl7 outbound` prints it')
    .action(async (id: string) => {
      await withClient('hl7', async (client) => {
        await client.call('POST', `/api/v1/hl7v2/outbound/${encodeURIComponent(id)}/again`);
        await client.drain();
      });
      console.log('It took its turn; see `chartkeeper hl7 outbound` for what became of it.');
    });

  hl7
    .command('set-aside')
    .description('Leave a message that was not taken unsent: the other system does not hear of the change')
    .argument('<id>', 'of the message, as `hl7 outbound` prints it')
    .requiredOption('--reason <words>', 'why, for the log')
    .action(async (id: string, options: { reason: string }) => {
      await withClient('hl7', (client) =>
        client.call('POST', `/api/v1/hl7v2/outbound/${encodeURIComponent(id)}/set-aside`, { reason: options.reason }),
      );
      console.log('It is not sent.');
    });
}

function stateOf({ stopped, unansweredSince }: Destination): string {
  if (stopped) return 'stopped';
  return unansweredSince === null ? 'running' : `no answer since ${unansweredSince}`;
}
