// state: not-seen
import express from 'express';
const app = express();
const escapeXml = (text: string) => text.replace(/[<>&]/g, '');
app.get('/feed', (req, res) => {
  res.type('application/xml').send(`<?xml version="1.0"?><item><name>${req.query.name}</name></item>`); //~ warning xml-by-hand-or-with-entities
});
app.get('/safe', (req, res) => { res.send(`<?xml version="1.0"?><name>${escapeXml(String(req.query.name))}</name>`); });
export const total = (xml: string) => /<total>(\d+)<\/total>/.exec(xml); //~ warning xml-by-hand-or-with-entities
