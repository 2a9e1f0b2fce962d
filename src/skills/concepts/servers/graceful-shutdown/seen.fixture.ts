// state: seen
import http from 'node:http';
http.createServer().listen(3000);
process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); //~ evidence seen ; information exit-instead-of-drain
process.on('SIGKILL', () => undefined); //~ warning uncatchable-signal
// @file Dockerfile
// FROM node:24
// CMD npm start //~ information signal-not-forwarded
// @file dev.Dockerfile
// FROM node:24
// CMD npm run start
// @file Dockerfile.watch
// FROM node:24
// CMD npm run dev
// @file apps/shop/package.json
// { "name": "shop" }
// @file apps/shop/Dockerfile
// FROM node:24
// CMD npm run preview
