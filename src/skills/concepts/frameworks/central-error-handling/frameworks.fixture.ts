// state: demonstrated
import Fastify from 'fastify';
const app = Fastify();
app.get('/', async (_request, reply) => { try { return 1; } catch (error) { return reply.send(error); } });
app.setErrorHandler((error, request, reply) => { //~ evidence demonstrated
  request.log.error(error);
  reply.status(error.statusCode ?? 500).send({ title: 'failed' });
});
