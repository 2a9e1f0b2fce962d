import { config } from '../config.ts';
import { inTransaction, openDatabase } from './database.ts';

const products = [
  ['Yirgacheffe', 'Ethiopia', 1450, 120],
  ['Huila', 'Colombia', 1290, 80],
  ['Antigua', 'Guatemala', 1320, 64],
  ['Decaf "Night Shift"', 'Brazil', 1190, 30],
] as const;

const customers = [
  ['Mara Lindqvist', 'mara@example.com', 'gold'],
  ['Tomás Pereira', 'tomas@example.com', 'regular'],
] as const;

const db = openDatabase(config.databaseFile);
inTransaction(db, () => {
  const product = db.prepare('INSERT INTO products (name, origin, price_cents, stock) VALUES (?, ?, ?, ?)');
  for (const row of products) product.run(...row);
  const customer = db.prepare('INSERT OR IGNORE INTO customers (name, email, tier) VALUES (?, ?, ?)');
  for (const row of customers) customer.run(...row);
});
db.close();
console.log(`${products.length} products and ${customers.length} customers are in ${config.databaseFile}`);
