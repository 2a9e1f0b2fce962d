// state: seen
import express from 'express';
const app = express();
app.use((err: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => { //~ evidence seen ; warning error-handler-too-early ; information error-handler-without-log
  res.status(500).json({ error: 'failed' });
});
app.get('/', (_req, res) => { res.end(); });
