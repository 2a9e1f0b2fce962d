import assert from 'node:assert/strict';
import { join } from 'node:path';
import ts from 'typescript';
import { repo } from '../harness/paths.ts';
import { codeBlocks } from './blocks.ts';

describe('TypeScript in the lessons', () => {
  it('compiles, each block as a module of its own, under strict', function () {
    this.timeout(60_000);
    const blocks = codeBlocks('ts');
    assert.ok(blocks.length > 0, 'no ts block was found');
    const wrong = { file: 'the wrong sample', firstLine: 1, code: 'export const port: number = process.env["PORT"];\n' };
    const byFile = new Map([...blocks, wrong].map((block, index) => [join(repo, 'out', 'lesson-blocks', `${index}.ts`), block]));
    const errors = compile(new Map([...byFile].map(([file, { code }]) => [file, code]))).map(({ file, line, message }) => {
      const block = byFile.get(file);
      return block ? `${block.file}:${block.firstLine + line}: ${message}` : `${file}: ${message}`;
    });
    assert.match(errors.find((error) => error.startsWith('the wrong sample:1:')) ?? 'nothing', /not assignable/, 'the compiler refuses nothing');
    assert.deepEqual(errors.filter((error) => !error.startsWith('the wrong sample:')), []);
  });
});

interface CompileError {
  readonly file: string;
  /** 0-based. */
  readonly line: number;
  readonly message: string;
}

/** One program over sources that exist in memory only, at paths inside the checkout so that packages resolve. */
function compile(sources: ReadonlyMap<string, string>): readonly CompileError[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    experimentalDecorators: true,
  };
  const host = ts.createCompilerHost(options);
  const disk = { readFile: host.readFile.bind(host), fileExists: host.fileExists.bind(host) };
  host.readFile = (file) => sources.get(file) ?? disk.readFile(file);
  host.fileExists = (file) => sources.has(file) || disk.fileExists(file);
  host.getCurrentDirectory = () => repo;
  const program = ts.createProgram([...sources.keys()], options, host);
  const own = [...sources.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...own].map(({ file, start, messageText }) => ({
    file: file?.fileName ?? 'tsconfig',
    line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line : 0,
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
}
