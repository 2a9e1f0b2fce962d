// state: not-seen
import express from 'express';
const app = express();
app.get('/', (_req, res) => { res.end(); });
app.listen(3000);
process.on('unhandledRejection', () => undefined);
