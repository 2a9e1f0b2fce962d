// also: queue
import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import { ClientKafka, EventPattern, MessagePattern, Payload, type ClientProxy } from '@nestjs/microservices';
import { EventPattern as Local } from './decorators';
const patterns = { paid: 'order.paid' };
@Controller('orders')
export class OrdersController {
  @MessagePattern({ cmd: 'sum' }) //~ queue @nestjs/microservices consume {"cmd":"sum"}
  sum(@Payload() numbers: number[]) { return numbers.length; }
  @EventPattern(patterns.paid) //~ queue @nestjs/microservices consume order.paid
  paid(@Payload() order: unknown) { return order; }
  @Local('order.lost')
  lost() { return 1; }
  @Get() //~ route GET /orders
  list() { return []; }
}
@Injectable()
export class OrdersService {
  constructor(@Inject('ORDERS') private readonly client: ClientProxy, private readonly kafka: ClientKafka, private readonly bus: { emit(name: string): void }) {}
  pay(id: string) {
    this.bus.emit('order.paid');
    this.client.emit(patterns.paid, { id }); //~ queue @nestjs/microservices produce order.paid
    this.kafka.emit('audit', { id }); //~ queue @nestjs/microservices produce audit
    return this.client.send({ cmd: 'sum' }, [1, 2]); //~ queue @nestjs/microservices produce {"cmd":"sum"}
  }
}
// @file src/decorators.ts
export const EventPattern = (name: string) => (target: unknown, key: string) => { void [name, target, key]; };
// @file src/main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
void NestFactory.create(AppModule);
// @file src/app.module.ts
import { Module } from '@nestjs/common';
import { OrdersController, OrdersService } from './nest-messages';
@Module({ controllers: [OrdersController], providers: [OrdersService] })
export class AppModule {}
