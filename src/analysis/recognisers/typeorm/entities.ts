import type { Argument, ExternalOrigin, LinkContext, Origin } from '../recogniser.ts';
import { entity, manager, mongoRepository, repository } from './paths.ts';

/** The entity a repository is for: by its type, by `getRepository(Order)`, or the class an active record was reached by. */
export function entityOf(on: ExternalOrigin, link: LinkContext): string | undefined {
  const typed = link.typeArgumentNames(on)[0];
  if (typed !== undefined && typed !== '') return typed;
  for (let step: ExternalOrigin | undefined = on; step !== undefined; step = step.from) {
    if ((step.path === repository || step.path === mongoRepository) && step.via === undefined) {
      const named = entityName(link.argumentsOf(step)[0], link);
      if (named !== undefined) return named;
    } else if (step.via !== undefined && step.path.startsWith('typeorm.BaseEntity')) return link.linker.model(step.via.file).classes[step.via.cls]?.name;
  }
  return undefined;
}

/** The entity an argument stands for: its class, its schema, its name, an object of it, or what a repository made or found. */
export function entityName(argument: Argument | undefined, link: LinkContext): string | undefined {
  if (argument === undefined) return undefined;
  for (const origin of argument.origins()) {
    const name = nameOf(origin, link);
    if (name !== undefined) return name;
  }
  return entityName(argument.items()?.[0], link);
}

function nameOf(origin: Origin, link: LinkContext): string | undefined {
  if (origin.is === 'cls' || origin.is === 'inst') return link.nameOf(origin);
  if (origin.is === 'lit') return typeof origin.value === 'string' ? origin.value : undefined;
  if (origin.is !== 'ext') return undefined;
  if (origin.path === 'typeorm.EntitySchema!') return link.argumentsOf(origin)[0]?.prop('name')?.string() ?? link.typeArgumentNames(origin)[0];
  if (origin.path === repository || origin.path === entity) return entityOf(origin, link);
  // `manager.create(Order, …)`, `await orders.findOneBy(…)`
  const owner = origin.from?.from;
  if (owner?.path === repository) return entityOf(owner, link);
  return owner?.path === manager && origin.path.endsWith('()') ? entityName(link.argumentsOf(origin)[0], link) : undefined;
}
