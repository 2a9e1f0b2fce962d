// also: childProcess
import { exec, execFile, fork, spawn, spawnSync } from 'node:child_process';
import type { spawn as Spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { Worker, isMainThread } from 'node:worker_threads';
import type { Worker as Thread } from 'node:worker_threads';
import cluster from 'node:cluster';
import { execa, $ } from 'execa';
import crossSpawn from 'cross-spawn';
import Piscina from 'piscina';
import { exec as search, Worker as Employee } from './people';
const childProcess = require('child_process');
const run = promisify(exec);
export const dump = () => spawn('pg_dump', ['shop']); //~ childProcess node:child_process spawn pg_dump
export const pack = () => run('tar czf invoices.tgz invoices'); //~ childProcess node:child_process exec tar
export const convert = (file: string) => promisify(execFile)('convert', [file]); //~ childProcess node:child_process execFile convert
export const version = () => spawnSync('git', ['--version']); //~ childProcess node:child_process spawnSync git
export const old = () => childProcess.execSync('ls'); //~ childProcess node:child_process execSync ls
const child = fork('./report.js'); //~ childProcess node:child_process fork ./report.js
child.send('go');
child.kill();
export const render = () => new Worker(new URL('./render.js', import.meta.url)); //~ childProcess node:worker_threads Worker ./render.js
if (isMainThread && cluster.isPrimary) cluster.fork(); //~ childProcess node:cluster fork
export const lint = () => execa('eslint', ['.']); //~ childProcess execa execa eslint
export const branch = () => $`git branch --show-current`; //~ childProcess execa $ git
export const quick = () => crossSpawn('npm', ['ls']); //~ childProcess cross-spawn spawn npm
const pool = new Piscina({ filename: 'render.js' }); //~ childProcess piscina Piscina render.js
export const render2 = () => pool.run({ invoice: 1 });
export const served = (handler: typeof Spawn, thread: Thread) => [handler, thread.threadId];
// Look-alikes: a regular expression, our own functions and classes, a statement's exec.
export const match = /\d+/.exec('12');
export const found = search('Ada');
export const clerk = new Employee('Ada');
const statement = { exec: (sql: string) => sql, spawn: (name: string) => name };
statement.exec('DELETE FROM orders');
statement.spawn('x');
// @file src/people.ts
export const exec = (name: string) => name;
export class Worker { constructor(readonly name: string) {} }
