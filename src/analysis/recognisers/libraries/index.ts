import type { Recogniser } from '../recogniser.ts';

/** Packages whose resolved use a concept asks about: their calls become plain facts, by canonical path. */
const packages = [
  // validation and configuration
  'zod', 'valibot', 'joi', '@hapi/joi', 'yup', 'ajv', 'ajv/dist/2020', 'arktype', 'superstruct', '@sinclair/typebox', '@sinclair/typebox/value', 'celebrate', 'express-validator', 'class-validator',
  'class-transformer', 'envalid', 'env-var', '@t3-oss/env-core', '@nestjs/config', 'convict', 'dotenv',
  // XML
  'fast-xml-parser', 'xml2js', 'libxmljs', 'libxmljs2', 'saxes', 'sax', '@xmldom/xmldom', 'xmldom', 'xmlbuilder', 'xmlbuilder2', 'xml-js', 'node-expat',
  // retries and breakers
  'p-retry', 'async-retry', 'cockatiel', 'opossum', 'axios-retry', 'exponential-backoff', 'p-timeout',
  // shutdown
  'close-with-grace', '@godaddy/terminus', 'stoppable', 'lightship', 'http-terminator', 'http-graceful-shutdown', 'async-exit-hook',
  // assertions and concurrency
  'node:assert', 'node:assert/strict', 'tiny-invariant', 'invariant', 'p-limit', 'p-map', 'p-queue', 'etag', 'fresh',
];

export const recogniser: Recogniser = {
  name: 'libraries',
  modules: packages,
  aliases: { 'zod.z': 'zod', 'joi.Joi': 'joi' },
  transparent: ['sortBy', 'orderBy', 'uniqBy', 'uniq', 'compact', 'shuffle', 'keyBy', 'filter', 'take', 'drop', 'reverse'].flatMap((name) => [
    `lodash.${name}()`, `lodash/${name}()`, `lodash-es.${name}()`, `lodash-es/${name}()`, `lodash.${name.toLowerCase()}()`, `es-toolkit.${name}()`,
  ]),
  onCall(call, link) {
    link.emit({ kind: 'library', ...call.base, library: call.callee.module, call: call.path });
  },
};
