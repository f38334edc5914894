import type { JobDefinition } from '../../platform/module.ts';
import { assemblePacketJob } from './assemble-packet.ts';
import { flagLateComponents } from './components/flag-late.ts';
import { flagOverdue } from './fees/flag-overdue.ts';
import { giveUpStalled } from './give-up-stalled.ts';
import { sweepUnempowered } from './requesters/suspend-links.ts';
import { sweepScratch } from './scratch.ts';
import type { ReadStructured } from './structured/source.ts';

export const jobs = (readStructured: ReadStructured): readonly JobDefinition[] => [
  {
    name: 'release.assemble-packet',
    run: (context, payload) =>
      assemblePacketJob(
        context,
        { patientId: String(payload['patientId']), packetId: String(payload['packetId']) },
        readStructured,
      ),
  },
  {
    // A packet that nothing makes any more is nobody's work until somebody sees it.
    name: 'release.give-up-stalled',
    cron: '*/5 * * * *',
    run: async (context) => {
      await context.act({ verb: 'release.give-up-stalled' }, giveUpStalled);
    },
  },
  {
    name: 'release.flag-overdue',
    cron: '10 5 * * *',
    run: async (context) => {
      await context.act({ verb: 'release.flag-overdue' }, flagOverdue);
    },
  },
  {
    name: 'release.flag-late-components',
    cron: '20 5 * * *',
    run: async (context) => {
      await context.act({ verb: 'release.flag-late-components' }, flagLateComponents);
    },
  },
  {
    name: 'release.sweep-unempowered',
    cron: '25 * * * *',
    run: async (context) => {
      await context.act({ verb: 'release.suspend-links' }, sweepUnempowered);
    },
  },
  {
    // Every quarter of an hour: what a kill left in the clear is gone soon.
    name: 'release.sweep-scratch',
    cron: '*/15 * * * *',
    run: async ({ services }) => {
      // The age of a folder is told by the machine's clock, which stamped it; the product's may stand still in a test.
      const swept = await sweepScratch(services.settings, Date.now());
      if (swept > 0) services.log.warn({ swept }, 'removed folders that an interrupted packet left');
    },
  },
];
