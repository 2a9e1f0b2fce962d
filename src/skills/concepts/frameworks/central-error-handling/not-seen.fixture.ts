// state: not-seen
import express from 'express';
const app = express();
app.get('/', (_req, res) => {
  try { JSON.parse('x'); res.end(); } catch (err) { res.status(500).send((err as Error).stack); } //~ warning error-internals-to-client ; information copied-catch
});
app.get('/a', (_req, res) => { try { res.end(); } catch (error) { res.status(500).json({ message: error.message }); } }); //~ information error-internals-to-client
app.get('/b', (_req, res) => { try { res.end(); } catch (error) { res.status(500).send(error.stack); } }); //~ warning error-internals-to-client
app.get('/c', (_req, res) => { try { res.end(); } catch (error) { res.status(400).json({ message: error.message }); } });
app.get('/d', (_req, res) => { try { res.end(); } catch { res.status(500).end(); } });
app.use((err, _req, res) => { res.end(); }); //~ warning error-handler-arity
