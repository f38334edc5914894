import type { World } from './world.ts';

/**
 * Lets time go by and the work of that time be done. The queue goes by the database's own clock, so everything in it is
 * made due; a job whose time has not come by the world's clock finds that out itself and stays.
 */
export async function passTime(world: World, millis: number): Promise<void> {
  world.clock.advance(millis);
  await world.sql(
    `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 second', updated_at = now() - interval '1 second' WHERE locked_at IS NULL`,
  );
  await world.stack.drain();
}
