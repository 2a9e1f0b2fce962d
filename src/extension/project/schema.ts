import * as v from 'valibot';
import type { SkillMap } from '../../server/protocol.ts';
import { skillIds, states } from '../../skills/model.ts';
import type { ConceptId } from '../../skills/model.ts';

const span = v.object({ file: v.string(), line: v.number(), column: v.number(), endLine: v.number(), endColumn: v.number() });
const functionRef = v.object({ id: v.string(), name: v.string(), at: span });

const concept = v.object({
  id: v.custom<ConceptId>((value) => typeof value === 'string' && /^[a-z-]+\/[a-z0-9-]+$/.test(value)),
  title: v.string(),
  state: v.picklist(states),
  evidence: v.array(v.object({ signal: v.string(), at: span, supports: v.picklist(['seen', 'demonstrated', 'exemplary']) })),
  findings: v.array(v.object({
    rule: v.string(), severity: v.picklist(['warning', 'information', 'question']), message: v.string(), fix: v.string(), at: span,
  })),
  next: v.exactOptional(v.string()),
});

const route = v.object({
  kind: v.literal('route'), at: span, fn: v.exactOptional(v.string()), framework: v.string(),
  method: v.picklist(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'SEARCH', 'PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'ALL', 'QUERY', 'MUTATION', 'SUBSCRIPTION']),
  path: v.string(), resolved: v.boolean(), unresolvedBecause: v.exactOptional(v.string()),
  handler: v.exactOptional(functionRef), handlerText: v.exactOptional(v.string()),
  middleware: v.array(v.string()), middlewareFunctions: v.array(functionRef), declaresBodySchema: v.boolean(),
});

/** The server's answer, checked before anything is shown: it comes from another process. */
export const skillMapSchema: v.GenericSchema<unknown, SkillMap> = v.object({
  folders: v.array(v.object({
    uri: v.string(), name: v.string(),
    skills: v.array(v.object({ id: v.picklist(skillIds), title: v.string(), concepts: v.array(concept) })),
    routes: v.array(route),
    files: v.object({
      analysed: v.number(), skipped: v.number(),
      failed: v.array(v.object({ file: v.string(), reason: v.string() })),
    }),
  })),
});
