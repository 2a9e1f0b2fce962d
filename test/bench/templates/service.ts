/** Source text of the service of a feature: what its routes call, and what it does before and after a query. */
import type { Feature } from '../feature.ts';
import { aboutOperation, type Operation, parameters, resultType, typesIn } from '../operations.ts';
import { between, one } from '../random.ts';
import { sharedTypes } from './repository.ts';
import { extraMethods } from './service-extras.ts';

export function serviceFile(feature: Feature): string {
  const { Pascal, camel, kebab, operations, parts, framework, database } = feature;
  const random = feature.random('service');
  const isNest = framework === 'nestjs';
  const types = [...new Set([...typesIn(operations, feature), Pascal, `${Pascal}Input`, `${Pascal}Query`])].sort();
  const methods = operations.map((operation) => `  /** ${aboutOperation(operation, feature)} */
  async ${operation.name}(${parameters(operation, feature)}): Promise<${resultType(operation, feature)}> {
${bodyOf(operation, feature, random)}
  }
`);
  const text = [...methods, ...extraMethods(feature, random)].join('\n');
  const errors = [...new Set(text.match(new RegExp(`\\b(?:Invalid${Pascal}|${Pascal}NotFound|${Pascal}InUse)\\b`, 'g')))].sort();
  const events = [...new Set(text.match(new RegExp(`\\b${Pascal}(?:Created|Updated|Removed)\\b`, 'g')))].sort();
  const rules = ['checkChanges', `check${Pascal}`, 'needsReview'].filter((name) => text.includes(`${name}(`));
  const imports = [
    ...(isNest ? ["import { Injectable, Logger } from '@nestjs/common';"] : []),
    `import { ${[...types, ...(text.includes('pageOf(') ? ['pageOf'] : [])].map((name) => (name === 'pageOf' ? name : `type ${name}`)).join(', ')} } from '${sharedTypes(feature, types)}';`,
    ...(isNest ? [] : [`import { ${database === 'pg' ? 'pool' : 'prisma'} } from '@acme/database';`]),
    "import type { Actor } from '../common/auth';",
    ...(events.length > 0 ? [isNest ? "import { EventBus } from '../common/events';" : "import { type EventBus, events } from '../common/events';"] : []),
    ...(isNest ? [] : ["import { logger } from '../common/logger';"]),
    ...(parts.has('cache') ? [`import { ${Pascal}Cache } from './${kebab}.cache';`] : []),
    ...(errors.length > 0 ? [`import { ${errors.join(', ')} } from './${kebab}.errors';`] : []),
    ...(events.length > 0 ? [`import { ${events.join(', ')} } from './${kebab}.events';`] : []),
    ...(parts.has('policy') ? [`import { ${Pascal}Policy } from './${kebab}.policy';`] : []),
    ...(parts.has('report') ? [`import { ${camel}Report } from './${kebab}.report';`] : []),
    `import { ${Pascal}Repository } from './${kebab}.repository';`,
    ...(rules.length > 0 ? [`import { ${rules.join(', ')} } from './${kebab}.rules';`] : []),
  ];
  return `${imports.join('\n')}

${isNest ? '@Injectable()\n' : ''}export class ${Pascal}Service {
${isNest ? `  private readonly log = new Logger(${Pascal}Service.name);\n` : `  private readonly log = logger.child('${kebab}');\n`}${parts.has('cache') ? `  private readonly cache = new ${Pascal}Cache();\n` : ''}${parts.has('policy') ? `  private readonly policy = new ${Pascal}Policy();\n` : ''}
  constructor(
    private readonly repository: ${Pascal}Repository,
${events.length > 0 ? '    private readonly events: EventBus,\n' : ''}  ) {}

${text}}
${isNest ? '' : `\nexport const ${camel}Service = new ${Pascal}Service(new ${Pascal}Repository(${database === 'pg' ? 'pool' : 'prisma'})${events.length > 0 ? ', events' : ''});\n`}`;
}

function bodyOf({ name }: Operation, feature: Feature, random: () => number): string {
  const { Pascal, camel, parts } = feature;
  const publish = (kind: string, id: string): string => (parts.has('events') ? `    this.events.publish(new ${Pascal}${kind}(${id}, actor.id));\n` : '');
  const allowed = parts.has('policy') ? '    this.policy.assertCanChange(actor, current);\n' : '';
  const forget = parts.has('cache') ? '    this.cache.delete(id);\n' : '';
  const logged = (verb: string, id = 'id'): string => (random() < 0.5 ? `    this.log.${one(['log', 'debug'], random)}(\`\${actor.id} ${verb} \${${id}}\`);\n` : '');
  const changing = (call: string, verb: string, kind = 'Updated'): string => `    ${allowed === '' ? '' : 'const current = '}await this.find(id);
${allowed}    const changed = await this.repository.${call};
    if (changed === undefined) throw new ${Pascal}NotFound(id);
${forget}${publish(kind, 'id')}${logged(verb)}    return changed;`;
  const bodies: Readonly<Record<Operation['name'], () => string>> = {
    find: () => `${parts.has('cache') ? '    const known = this.cache.get(id);\n    if (known !== undefined) return known;\n' : ''}    const ${camel} = await this.repository.find(id);
    if (${camel} === undefined) throw new ${Pascal}NotFound(id);
${parts.has('cache') ? `    this.cache.put(${camel});\n` : ''}    return ${camel};`,
    list: () => (random() < 0.5
      ? '    return pageOf(await this.repository.list(query), query.limit);'
      : `    const items = await this.repository.list(query);
    if (items.length === 0) this.log.${one(['log', 'debug'], random)}(\`nothing for \${JSON.stringify(query)}\`);
    return pageOf(items, query.limit);`),
    create: () => `${parts.has('policy') ? '    this.policy.assertCanCreate(actor);\n' : ''}${parts.has('rules') ? `    const problems = check${Pascal}(input);
    if (problems.length > 0) throw new Invalid${Pascal}(problems);
` : ''}    const created = await this.repository.create(input, actor.id);
${publish('Created', 'created.id')}${logged('made', 'created.id')}    return created;`,
    update: () => `    const current = await this.find(id);
${allowed}${parts.has('rules') ? `    const problems = checkChanges(current, changes);
    if (problems.length > 0) throw new Invalid${Pascal}(problems);
` : ''}    const updated = await this.repository.update(id, changes, actor.id);
    if (updated === undefined) throw new ${Pascal}NotFound(id);
${forget}${publish('Updated', 'id')}    return updated;`,
    remove: () => `    const current = await this.find(id);
${allowed}    if (current.status === '${feature.statuses[1] ?? 'open'}') throw new ${Pascal}InUse(id);
    await this.repository.remove(id, actor.id);
${forget}${publish('Removed', 'id')}${logged('removed')}`.trimEnd(),
    archive: () => changing('archive(id, actor.id)', 'archived'),
    restore: () => changing('restore(id, actor.id)', 'restored'),
    count: () => '    return this.repository.count(query);',
    search: () => `    const words = text.trim();
    if (words.length < ${between(2, 3, random)}) return [];
    return this.repository.search(words);`,
    totals: () => (random() < 0.5 ? '    return this.repository.totals();' : `    const totals = await this.repository.totals();
    return totals.filter(({ count }) => count > ${between(0, 3, random)});`),
    assign: () => changing('assign(id, ownerId, actor.id)', 'assigned'),
    history: () => '    await this.find(id);\n    return this.repository.history(id);',
    duplicate: () => `    const copy = await this.repository.duplicate(id, actor.id);
    if (copy === undefined) throw new ${Pascal}NotFound(id);
${publish('Created', 'copy.id')}    return copy;`,
    importMany: () => `${parts.has('rules') ? `    const problems = inputs.flatMap((input, at) => check${Pascal}(input).map((problem) => \`\${at + 1}: \${problem}\`));
    if (problems.length > 0) throw new Invalid${Pascal}(problems.slice(0, ${between(5, 50, random)}));
` : ''}    const count = await this.repository.importMany(inputs, actor.id);
    this.log.log(\`\${actor.id} brought \${count} of \${inputs.length}\`);
    return count;`,
  };
  return bodies[name]();
}
