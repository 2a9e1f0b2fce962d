import type { TimerUse } from '../../facts.ts';
import type { Argument, Decorator, ExternalCall, LinkContext, ProjectClass, Recogniser } from '../recogniser.ts';
import { decoratorSpan } from '../decorated.ts';

interface Timer {
  readonly what: TimerUse['what'];
  /** Position of the delay or cron text; without one it is what stands before the function. */
  readonly schedule?: number;
  /** Names of the properties, where everything may be given as one object. */
  readonly options?: { readonly handler: string; readonly schedule: string };
}

const once: Timer = { what: 'once', schedule: 1 };
const repeated: Timer = { what: 'repeated', schedule: 1 };
const cronJob: Timer = { what: 'cron', schedule: 0, options: { handler: 'onTick', schedule: 'cronTime' } };
const cron: Timer = { what: 'cron' };

const timers: Readonly<Record<string, Timer>> = {
  'global:setTimeout': once, 'global:setInterval': repeated, 'global:setImmediate': { what: 'once' },
  'node:timers.setTimeout': once, 'node:timers.setInterval': repeated, 'node:timers.setImmediate': { what: 'once' },
  'node:timers/promises.setTimeout': { what: 'once', schedule: 0 }, 'node:timers/promises.setInterval': { what: 'repeated', schedule: 0 },
  'node:timers/promises.setImmediate': { what: 'once' }, 'node:timers/promises.scheduler.wait': { what: 'once', schedule: 0 },
  'node-cron.schedule': cron, 'node-cron.createTask': cron,
  'cron.CronJob': cronJob, 'cron.CronJob.from': cronJob, 'cron.job': cronJob,
  'croner.Cron': { what: 'cron', schedule: 0 }, 'node-schedule.scheduleJob': cron, 'global:Deno.cron': cron,
  'agenda.Agenda!.every': { what: 'repeated', schedule: 0 }, 'agenda.Agenda!.schedule': { what: 'once', schedule: 0 },
};

const decorators: Readonly<Record<string, TimerUse['what']>> = {
  '@nestjs/schedule.Cron': 'cron', '@nestjs/schedule.Interval': 'repeated', '@nestjs/schedule.Timeout': 'once',
};

/** Work that starts by itself: the built-in timers, cron libraries, Nest's schedule decorators. A job that is only described (`agenda.define`) does not start. */
export const recogniser: Recogniser = {
  name: 'timers',
  modules: ['global:setTimeout', 'global:setInterval', 'global:setImmediate', 'global:Deno', 'node:timers', 'node:timers/promises', 'node-cron', 'cron', 'croner', 'node-schedule', 'agenda', '@nestjs/schedule'],
  aliases: {
    'global:globalThis.setTimeout': 'global:setTimeout', 'global:globalThis.setInterval': 'global:setInterval', 'global:globalThis.setImmediate': 'global:setImmediate',
    'node:timers.promises.setTimeout': 'node:timers/promises.setTimeout', 'node:timers.promises.setInterval': 'node:timers/promises.setInterval',
    'croner': 'croner.Cron', 'agenda!': 'agenda.Agenda!', 'agenda.default!': 'agenda.Agenda!',
  },
  onCall(call, link) {
    const timer = timers[call.path];
    if (timer !== undefined) link.emit(timerUse(call, timer));
  },
  onClass(cls, link) {
    for (const method of cls.methods) for (const decorator of method.decorators) onDecorator(cls, method.model.fn, decorator, link);
  },
};

function timerUse(call: ExternalCall, timer: Timer): TimerUse {
  const options = timer.options === undefined ? undefined : call.args[0]?.prop(timer.options.schedule) === undefined ? undefined : call.args[0];
  const at = call.args.findIndex((argument) => argument.fn() !== undefined);
  const handler = options === undefined ? call.args[at]?.fn() : options.prop(timer.options?.handler ?? '')?.fn();
  const schedule = options?.prop(timer.options?.schedule ?? '') ?? call.args[timer.schedule ?? (at > 0 ? at - 1 : 0)];
  // A date is one moment, whatever the library calls the method.
  const isMoment = timer.what === 'cron' && schedule?.external().some(({ path }) => path === 'global:Date!') === true;
  return {
    kind: 'timer', ...call.base, library: call.callee.module.startsWith('global:') ? 'global' : call.callee.module, what: isMoment ? 'once' : timer.what,
    ...(handler === undefined ? {} : { handler }), ...scheduleOf(schedule),
  };
}

function onDecorator(cls: ProjectClass, fn: number, decorator: Decorator, link: LinkContext): void {
  const what = decorators[decorator.path];
  if (what === undefined) return;
  const handler = link.functionRef(cls.file, fn);
  // `@Interval('name', 5000)`: the name comes first.
  const schedule = what === 'cron' ? decorator.args[0] : decorator.args.at(-1);
  link.emit({
    kind: 'timer', at: decoratorSpan(cls.file, decorator, link), library: decorator.module, what,
    ...(handler === undefined ? {} : { handler, fn: handler.id }), ...scheduleOf(schedule),
  });
}

function scheduleOf(argument: Argument | undefined): Pick<TimerUse, 'schedule'> {
  const literal = argument?.literal();
  const text = typeof literal === 'number' ? String(literal) : argument?.string();
  return text === undefined ? {} : { schedule: text };
}
