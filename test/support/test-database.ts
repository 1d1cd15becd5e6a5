// The database of a test of the board: PGlite in memory, or a fresh one on the server that FLOPSCOPE_TEST_POSTGRES names
// (`npm run test:full` starts it). The tests are the same for both.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { OpenDatabase } from '../../src/board/store/database.ts';
import { openMemory, openServer } from '../../src/board/store/open-database.ts';

export async function openTestDatabase(): Promise<OpenDatabase> {
  const server = process.env['FLOPSCOPE_TEST_POSTGRES'];
  return server === undefined || server === '' ? openMemory() : openFresh(server);
}

async function openFresh(server: string): Promise<OpenDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await command(server, `create database ${name}`);
  const { database, close } = await openServer(new URL(`/${name}`, server).href);
  return {
    database,
    close: async () => {
      await close();
      await command(server, `drop database ${name}`);
    },
  };
}

/** Outside of a transaction, which making a database forbids. */
async function command(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
