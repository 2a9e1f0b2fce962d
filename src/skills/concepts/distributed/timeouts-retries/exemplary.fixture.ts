// state: exemplary
import express from 'express';
import pRetry from 'p-retry';
import CircuitBreaker from 'opossum';
const app = express();
const get = (path: string) => fetch(`https://bank.example.com/${path}`, { signal: AbortSignal.timeout(2000) }); //~ evidence demonstrated
const rates = () => fetch('https://rates.example.com', { signal: AbortSignal.timeout(500) }); //~ evidence demonstrated
const mail = (signal: AbortSignal) => fetch('https://mail.example.com', { signal }); //~ evidence demonstrated
const breaker = new CircuitBreaker(get); //~ evidence exemplary
app.get('/', async (_req, res) => {
  res.json(await pRetry(() => breaker.fire('balance'), { retries: 3 })); //~ evidence demonstrated
  await rates();
  await mail(AbortSignal.timeout(100));
});
app.listen(3000);
