// state: not-applicable
import express from 'express';
const app = express();
app.get('/', async (_req, res) => { await fetch('http://localhost:3001/health'); res.end(); });
// @file src/components/list.tsx
export const load = () => fetch('https://api.example.com/items');
// @file scripts/warm.ts
await fetch('https://cdn.example.com');
