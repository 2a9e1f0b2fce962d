// state: demonstrated
// @file src/main.ts
import { NestFactory } from '@nestjs/core';
import { ValidationPipe } from '@nestjs/common';
import { AppModule } from './orders';
const app = await NestFactory.create(AppModule);
app.useGlobalPipes(new ValidationPipe()); //~ information validation-pipe-keeps-unknown
await app.listen(3000);
// @file src/orders.ts
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
class CreateOrder {
  @IsString() sku = '';
  @IsInt() count = 0;
}
@Controller('orders')
export class OrdersController {
  @Post() //~ evidence demonstrated
  add(@Body() order: CreateOrder) { return order; }
  @Get()
  all() { return []; }
}
@Module({ controllers: [OrdersController] })
export class AppModule {}
