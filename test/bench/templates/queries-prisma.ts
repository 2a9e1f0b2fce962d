/** Bodies of the methods of a repository on Prisma. */
import { type Feature, firstOf } from '../feature.ts';
import type { Operation } from '../operations.ts';
import { between } from '../random.ts';

export function prismaQueries(feature: Feature): Readonly<Record<Operation['name'], string>> {
  const { camel, Pascal, kebab } = feature;
  const random = feature.random('queries');
  const text = firstOf(feature, 'text');
  const number = firstOf(feature, 'number');
  const audit = (action: string, id = 'id'): string => `this.prisma.auditEntry.create({ data: { subject: '${kebab}', subjectId: ${id}, actorId, action: '${action}' } })`;
  const changed = (data: string, action: string): string => (random() < 0.5
    ? `    const row = await this.prisma.${camel}.update({ where: { id }, data: ${data} }).catch(() => undefined);
    return row === undefined ? undefined : to${Pascal}(row as ${Pascal}Row);`
    : `    const [row] = await this.prisma.$transaction([
      this.prisma.${camel}.update({ where: { id }, data: ${data} }),
      ${audit(action)},
    ]);
    return to${Pascal}(row as ${Pascal}Row);`);
  return {
    find: random() < 0.5
      ? `    const row = await this.prisma.${camel}.findUnique({ where: { id } });
    return row === null ? undefined : to${Pascal}(row as ${Pascal}Row);`
      : `    const row = await this.prisma.${camel}.findFirst({ where: { id, archivedAt: null } });
    if (row === null) return undefined;
    return to${Pascal}(row as ${Pascal}Row);`,
    list: `    const rows = await this.prisma.${camel}.findMany({
      where: { archivedAt: null, status: query.status, ${text}: query.${text} },
      take: query.limit + 1,
      ...(query.after === undefined ? {} : { cursor: { id: query.after }, skip: 1 }),
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => to${Pascal}(row as ${Pascal}Row));`,
    create: random() < 0.5
      ? `    const row = await this.prisma.$transaction(async (tx) => {
      const created = await tx.${camel}.create({ data: { ...input, ownerId: actorId } });
      await tx.auditEntry.create({ data: { subject: '${kebab}', subjectId: created.id, actorId, action: 'created' } });
      return created;
    });
    return to${Pascal}(row as ${Pascal}Row);`
      : `    const row = await this.prisma.${camel}.create({ data: { ...input, status: input.status ?? '${feature.statuses[0] ?? 'draft'}', ownerId: actorId } });
    return to${Pascal}(row as ${Pascal}Row);`,
    update: changed('{ ...changes, updatedBy: actorId }', 'updated'),
    remove: `    await this.prisma.$transaction([
      this.prisma.${camel}.delete({ where: { id } }),
      ${audit('removed')},
    ]);`,
    archive: changed('{ archivedAt: new Date(), archivedBy: actorId }', 'archived'),
    restore: changed('{ archivedAt: null, updatedBy: actorId }', 'restored'),
    count: `    return this.prisma.${camel}.count({ where: { status: query.status, ${text}: query.${text} } });`,
    search: `    const rows = await this.prisma.${camel}.findMany({
      where: { OR: [{ ${text}: { contains: text, mode: 'insensitive' } }, { id: text }] },
      take: ${between(2, 10, random) * 10},
      orderBy: { updatedAt: 'desc' },
    });
    return rows.map((row) => to${Pascal}(row as ${Pascal}Row));`,
    totals: `    const groups = await this.prisma.${camel}.groupBy({ by: ['${text}'], _count: { _all: true }, _sum: { ${number}: true } });
    return groups
      .map((group) => ({ ${text}: group.${text}, count: group._count._all, ${number}: group._sum.${number} ?? 0 }))
      .sort((a, b) => b.${number} - a.${number});`,
    assign: changed('{ ownerId }', 'assigned'),
    history: `    const entries = await this.prisma.auditEntry.findMany({ where: { subject: '${kebab}', subjectId: id }, orderBy: { at: 'desc' }, take: ${between(2, 9, random) * 10} });
    return entries.map(({ at, actorId, action, data }) => ({ at: at.toISOString(), actorId, action, details: (data ?? {}) as Record<string, unknown> }));`,
    duplicate: `    const original = await this.prisma.${camel}.findUnique({ where: { id } });
    if (original === null) return undefined;
    const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...data } = original;
    const copy = await this.prisma.${camel}.create({ data: { ...data, ownerId: actorId } });
    return to${Pascal}(copy as ${Pascal}Row);`,
    importMany: `    const { count } = await this.prisma.${camel}.createMany({ data: inputs.map((input) => ({ ...input, ownerId: actorId })), skipDuplicates: true });
    return count;`,
  };
}
