import { Hono } from 'hono';
import { serve } from '@hono/node-server';
const show = (c: { text(body: string): Response }) => c.text('');
const app = new Hono();
// Each link of a chain needs the one before it, however long the chain is.
app
  .get('/reports/1', show) //~ route GET /reports/1
  .get('/reports/2', show) //~ route GET /reports/2
  .get('/reports/3', show) //~ route GET /reports/3
  .get('/reports/4', show) //~ route GET /reports/4
  .get('/reports/5', show) //~ route GET /reports/5
  .get('/reports/6', show) //~ route GET /reports/6
  .get('/reports/7', show) //~ route GET /reports/7
  .get('/reports/8', show) //~ route GET /reports/8
  .get('/reports/9', show) //~ route GET /reports/9
  .get('/reports/10', show) //~ route GET /reports/10
  .get('/reports/11', show) //~ route GET /reports/11
  .get('/reports/12', show) //~ route GET /reports/12
  .get('/reports/13', show) //~ route GET /reports/13
  .get('/reports/14', show) //~ route GET /reports/14
  .get('/reports/15', show) //~ route GET /reports/15
  .get('/reports/16', show) //~ route GET /reports/16
  .get('/reports/17', show) //~ route GET /reports/17
  .get('/reports/18', show) //~ route GET /reports/18
  .get('/reports/19', show) //~ route GET /reports/19
  .get('/reports/20', show) //~ route GET /reports/20
  .get('/reports/21', show) //~ route GET /reports/21
  .get('/reports/22', show) //~ route GET /reports/22
  .get('/reports/23', show) //~ route GET /reports/23
  .get('/reports/24', show) //~ route GET /reports/24
  .get('/reports/25', show) //~ route GET /reports/25
  .get('/reports/26', show) //~ route GET /reports/26
  .get('/reports/27', show) //~ route GET /reports/27
  .get('/reports/28', show) //~ route GET /reports/28
  .get('/reports/29', show) //~ route GET /reports/29
  .get('/reports/30', show) //~ route GET /reports/30
  .get('/reports/31', show) //~ route GET /reports/31
  .get('/reports/32', show) //~ route GET /reports/32
  .get('/reports/33', show) //~ route GET /reports/33
  .get('/reports/34', show) //~ route GET /reports/34
  .get('/reports/35', show) //~ route GET /reports/35
  .get('/reports/36', show) //~ route GET /reports/36
  .get('/reports/37', show) //~ route GET /reports/37
  .get('/reports/38', show) //~ route GET /reports/38
  .get('/reports/39', show) //~ route GET /reports/39
  .get('/reports/40', show) //~ route GET /reports/40
  .get('/reports/41', show) //~ route GET /reports/41
  .get('/reports/42', show) //~ route GET /reports/42
  .get('/reports/43', show) //~ route GET /reports/43
  .get('/reports/44', show) //~ route GET /reports/44
  .get('/reports/last', show); //~ route GET /reports/last
serve(app);
