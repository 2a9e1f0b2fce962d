import type { Recogniser } from '../recogniser.ts';
import { decoratorSpan } from '../decorated.ts';

/** Decorators that run a method inside a transaction, and the library whose transaction it is. */
const decorators: Readonly<Record<string, string>> = {
  'typeorm-transactional.Transactional': 'typeorm', 'typeorm-transactional-cls-hooked.Transactional': 'typeorm',
  '@mikro-orm/core.Transactional': '@mikro-orm/core', '@mikro-orm/decorators/legacy.Transactional': '@mikro-orm/core', '@mikro-orm/decorators/es.Transactional': '@mikro-orm/core',
};

/** `@Transactional()` on a method: its body is the transaction. */
export const recogniser: Recogniser = {
  name: 'transactional',
  modules: [...new Set(Object.keys(decorators).map((path) => path.slice(0, path.lastIndexOf('.'))))],
  onClass(cls, link) {
    for (const { model, decorators: written } of cls.methods) {
      for (const decorator of written) {
        const library = decorators[decorator.path];
        const method = library === undefined ? undefined : link.functionRef(cls.file, model.fn);
        if (library === undefined || method === undefined) continue;
        const { line, column } = decoratorSpan(cls.file, decorator, link);
        link.emit({
          kind: 'dataCall', at: { file: cls.file, line, column, endLine: method.at.endLine, endColumn: method.at.endColumn }, fn: method.id,
          library, operation: 'transaction', method: 'Transactional', receiver: decorator.path, receiverId: '',
        });
      }
    }
  },
};
