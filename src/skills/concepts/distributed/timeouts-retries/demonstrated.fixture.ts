// state: demonstrated
import express from 'express';
const app = express();
async function charge(id: string) {
  for (let attempt = 1; attempt <= 3; attempt++) { //~ evidence demonstrated
    try {
      const response = await fetch(`https://bank.example.com/${id}`, { signal: AbortSignal.timeout(2000) }); //~ evidence demonstrated
      return response.status;
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((done) => setTimeout(done, 100 * 2 ** attempt * Math.random()));
    }
  }
  return 0;
}
async function drain(queue: { next(): Promise<string | undefined> }) {
  while (true) {
    const item = await queue.next();
    if (item === undefined) return;
    try { await charge(item); } catch { console.error(item); }
  }
}
app.post('/pay', async (_req, res) => { res.json(await charge('1')); await drain({ next: async () => undefined }); });
app.listen(3000);
