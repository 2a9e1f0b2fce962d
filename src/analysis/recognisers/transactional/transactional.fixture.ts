import { Transactional } from 'typeorm-transactional';
import { Transactional as Unit } from '@mikro-orm/core';
import { Transactional as Ours } from './decorators';
export class Orders {
  @Transactional() //~ data typeorm transaction
  async place() { return 1; }
  @Transactional({ propagation: 'REQUIRES_NEW' as never }) //~ data typeorm transaction
  async cancel(id: string) { return id; }
  @Unit() //~ data @mikro-orm/core transaction
  async ship() { return 2; }
  @Ours()
  async count() { return 3; }
  async plain() { return 4; }
}
// @file src/decorators.ts
export const Transactional = () => (target: object, key: string) => { void [target, key]; };
