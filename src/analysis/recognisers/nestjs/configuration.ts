import type { Linker } from '../../resolve/linker.ts';
import type { ValueId } from '../../resolve/model.ts';

/** `registerAs('app', () => ({ … }))` and `ConfigModule.forRoot({ load: [configuration] })`: where settings have their values from. */
export function provideConfiguration(linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    const model = linker.model(file);
    if (!model.imports.some(({ module }) => module === '@nestjs/config')) continue;
    for (const { callee, args } of model.calls) {
      for (const origin of linker.eval(file, callee)) {
        if (origin.is !== 'ext') continue;
        if (origin.path === '@nestjs/config.registerAs') register(linker, file, args);
        else if (origin.path === '@nestjs/config.ConfigModule.forRoot') load(linker, file, args[0]);
      }
    }
  }
}

function register(linker: Linker, file: string, [name, factory]: readonly ValueId[]): void {
  if (name === undefined || factory === undefined) return;
  const text = linker.text(file, name);
  if (text.resolved) provide(linker, file, factory, text.text);
}

function load(linker: Linker, file: string, options: ValueId | undefined): void {
  for (const origin of options === undefined ? [] : linker.eval(file, options)) {
    for (const list of linker.member(origin, 'load')) {
      const items = list.is === 'arr' ? linker.model(list.file).values[list.value] : undefined;
      if (list.is === 'arr' && items?.[0] === 'arr') for (const item of items[1]) provide(linker, list.file, item, '');
    }
  }
}

function provide(linker: Linker, file: string, factory: ValueId, prefix: string): void {
  for (const origin of linker.eval(file, factory)) if (origin.is === 'fn') linker.provideSettings(prefix, origin.file, origin.fn);
}
