import { createApp } from './app.ts';
import { config } from './config.ts';
import { openDatabase } from './db/database.ts';
import { OrderService } from './orders/orders.service.ts';
import { OrderStore } from './orders/orders.store.ts';
import { ProductStore } from './products/products.store.ts';
import { CarrierClient } from './shipping/carrier.ts';
import { renewDueSubscriptions } from './subscriptions/renewals.ts';

const db = openDatabase(config.databaseFile);
const products = new ProductStore(db);
const orders = new OrderService(new OrderStore(db), products, new CarrierClient(config.carrierUrl), () => new Date());

const app = createApp({ db, products, orders });
const server = app.listen(config.port, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  console.log(`Roastery listening on http://127.0.0.1:${port}`);
});

setInterval(() => renewDueSubscriptions(db, orders), 60 * 60 * 1000);

process.on('SIGTERM', () => {
  console.log('Stopping');
  process.exit(0);
});
