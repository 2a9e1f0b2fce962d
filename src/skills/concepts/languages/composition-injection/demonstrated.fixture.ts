// state: demonstrated
import express from 'express';
interface Clock { now(): number }
interface Orders { find(id: string): Promise<string> }
abstract class Mailer { abstract send(text: string): void }
class Renewals { constructor(private readonly clock: Clock) {} due() { return this.clock.now(); } } //~ evidence demonstrated
class Billing { constructor(private readonly orders: Orders) {} bill(id: string) { return this.orders.find(id); } } //~ evidence demonstrated
class Reminders { readonly #mailer: Mailer; constructor(mailer: Mailer) { this.#mailer = mailer; } remind() { this.#mailer.send('hi'); } } //~ evidence demonstrated
const clock: Clock = { now: () => 1 };
const renewals = new Renewals(clock); //~ evidence demonstrated
const billing = new Billing({ find: async (id) => id });
const app = express();
app.get('/', (_req, res) => { res.json([renewals.due(), billing.bill('1'), Reminders]); });
