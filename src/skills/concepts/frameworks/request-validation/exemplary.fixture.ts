// state: exemplary
import Fastify from 'fastify';
const app = Fastify();
const body = { type: 'object', additionalProperties: false };
app.post('/orders', { schema: { body } }, async (request) => request.body); //~ evidence exemplary
app.put('/orders/:id', { schema: { body } }, async (request) => request.body); //~ evidence exemplary
app.route({ method: 'PATCH', url: '/orders/:id', schema: { body }, handler: async (request) => request.body }); //~ evidence exemplary
app.listen({ port: 3000 });
