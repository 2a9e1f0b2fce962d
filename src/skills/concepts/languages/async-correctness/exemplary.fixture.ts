// state: exemplary
import express from 'express';
const app = express();
const load = (id: string, signal: AbortSignal) => fetch(`https://stock.example.com/${id}`, { signal });
app.get('/', async (req, res) => {
  const signal = AbortSignal.timeout(1000);
  await Promise.all([load('1', signal), load('2', signal)]); //~ evidence exemplary
  await Promise.allSettled(['1', '2'].map((id) => load(id, signal))); //~ evidence exemplary
  for await (const chunk of req) console.log(chunk); //~ evidence exemplary
  res.end();
});
