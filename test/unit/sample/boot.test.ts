import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { copyProject } from '../../harness/copyProject.ts';

describe('the sample backend', () => {
  let parent: string;
  let folder: string;
  let server: ChildProcess;
  let address = '';

  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'backend-coach-sample-'));
    folder = await copyProject('test/sample', parent);
    const env = { ...process.env, PORT: '0', DATABASE_FILE: join(parent, 'roastery.db') };
    const seeded = spawnSync(process.execPath, ['src/db/seed.ts'], { cwd: folder, env, encoding: 'utf8' });
    assert.equal(seeded.status, 0, seeded.stderr);
    server = spawn(process.execPath, ['src/main.ts'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(server.stdout);
    for await (const line of createInterface(server.stdout)) {
      address = /http:\S+/.exec(line)?.[0] ?? '';
      if (address !== '') break;
    }
    assert.notEqual(address, '', 'the server did not start');
  });

  after(async () => {
    if (server.exitCode === null) {
      server.kill('SIGKILL');
      await once(server, 'close');
    }
    await rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('type-checks', function () {
    this.timeout(60_000);
    const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });

  it('serves its products and takes an order', async () => {
    const products = await json(`${address}/api/v1/products?limit=2`);
    assert.equal((products.body as { items: unknown[] }).items.length, 2);
    const order = await json(`${address}/api/v1/orders`, { customerId: 1, lines: [{ productId: 1, quantity: 2 }] });
    assert.equal(order.status, 201);
    assert.equal((order.body as { totalCents: number }).totalCents, 2610);
  });

  it('answers a bad request and a missing thing as an API should', async () => {
    assert.equal((await json(`${address}/api/v1/orders`, { customerId: 'Mara' })).status, 422);
    assert.equal((await json(`${address}/api/v1/products/999`)).status, 404);
  });

  it('takes an order that cannot be filled back as a whole', async () => {
    const stock = async (): Promise<unknown> => (await json(`${address}/api/v1/products/4`)).body;
    const before = await stock();
    assert.equal((await json(`${address}/api/v1/orders`, { customerId: 1, lines: [{ productId: 4, quantity: 20 }, { productId: 1, quantity: 50 }, { productId: 3, quantity: 50 }, { productId: 2, quantity: 50 }] })).status, 201);
    const halfway = await stock();
    assert.notDeepEqual(halfway, before);
    assert.equal((await json(`${address}/api/v1/orders`, { customerId: 1, lines: [{ productId: 4, quantity: 5 }, { productId: 3, quantity: 50 }] })).status, 409);
    assert.deepEqual(await stock(), halfway);
  });

  it('really has the hole in its search', async () => {
    const { body } = await json(`${address}/api/v1/products/search?q=${encodeURIComponent("nothing' UNION SELECT id, email, name, 1, 1 FROM customers --")}`);
    assert.match(JSON.stringify(body), /mara@example\.com/);
  });
});

async function json(url: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}
