/** A small backend with one of everything the server speaks about. Lines are counted from 0 in the tests. */
export const shop: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'shop', type: 'module', dependencies: { express: '5.0.0', pg: '8.0.0' } }),
  'src/db.ts': `import { Pool } from 'pg';

export const pool = new Pool();
`,
  'src/orders.ts': `import { Router } from 'express';
import { pool } from './db.ts';

export const orders = Router();

orders.get('/:id', requireUser, async (req, res) => {
  const found = await pool.query(\`SELECT * FROM orders WHERE id = \${req.params.id}\`);
  const lines = await pool
    .query('SELECT * FROM order_lines WHERE order_id = $1', [req.params.id]);
  res.json({ ...found.rows[0], lines: lines.rows });
});

orders.post('/', createOrder);

function requireUser(_req: unknown, _res: unknown, next: () => void) {
  next();
}

function createOrder(_req: unknown, res: { status(code: number): { end(): void } }) {
  res.status(201).end();
}
`,
  'src/app.ts': `import express from 'express';
import { orders } from './orders.ts';

const app = express();
app.use('/api/orders', orders);
app.listen(process.env.PORT ?? 3000);
`,
  'src/repository.ts': `import type { Pool } from 'pg';

export interface Orders { find(id: string): Promise<unknown> }

export class PgOrders implements Orders {
  constructor(private readonly pool: Pool) {}
  find(id: string) {
    return this.pool.query('SELECT * FROM orders WHERE id = $1', [id]);
  }
}
`,
};

/** As much of an index of lessons as the server needs. */
export const lessonIndex = JSON.stringify({
  version: 1,
  skills: [
    skill('languages', 'Languages', [['languages/composition-injection', 'Composition and injection']]),
    skill('frameworks', 'Frameworks', [['frameworks/request-validation', 'Request validation']]),
    skill('databases', 'Databases', [['databases/parameterised-queries', 'Parameterised queries'], ['databases/transactions', 'Transactions']]),
    skill('apis', 'APIs', [['apis/resource-design', 'Resource design']]),
  ],
});

function skill(id: string, title: string, concepts: readonly (readonly [string, string])[]) {
  return {
    id, title, number: 1, summary: '',
    concepts: concepts.map(([concept, name]) => ({
      id: concept, title: name, level: 'foundation', why: 'Because.', tip: `About *${name}*.`, ladder: { seen: '', demonstrated: '', exemplary: '' }, quiz: [],
      challenge: { title: `${name} challenge`, minutes: 20, open: 'src/a.ts', timeLimit: 20, memoryLimit: 512 },
    })),
  };
}
