/** The browser side of a lesson panel: asks the extension for its lesson, shows it, and tells what the reader does. */
import './lesson.css';
import * as v from 'valibot';
import { pageStateSchema, toPageSchema, type FromPage, type PageState } from '../messages.ts';
import { buildPage, type Page } from './page.ts';
import { translate } from './texts.ts';

interface Host {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const root = document.getElementById('page');
let page: Page | undefined;
let state: PageState | undefined;

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(toPageSchema, data);
  if (!message.success) {
    const [issue] = message.issues;
    console.error(`Message refused at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`);
    return;
  }
  switch (message.output.type) {
    case 'init':
      show(message.output);
      return;
    case 'yourCode':
      page?.showCode(message.output.yourCode);
      return;
    case 'progress':
      page?.showProgress(message.output);
      return;
  }
});

addEventListener('scroll', later(() => {
  keep({ scroll: scrollY });
}), { passive: true });

host.postMessage({ type: 'ready' });

function show(init: Parameters<typeof buildPage>[0]): void {
  if (!root) return;
  translate(init.strings);
  const kept = v.safeParse(pageStateSchema, host.getState());
  const { id } = init.lesson;
  state = kept.success && kept.output.id === id ? kept.output : { id, scroll: 0, interviewOpen: false };
  page = buildPage(init, { send: (message) => { host.postMessage(message); }, state, keep });
  root.replaceChildren(page.element);
  root.removeAttribute('aria-busy');
  host.setState(state);
  scrollTo({ top: state.scroll, behavior: 'instant' });
}

function keep(change: Partial<PageState>): void {
  if (!state) return;
  state = { ...state, ...change };
  host.setState(state);
}

/** Runs at most every 150 ms, and once after the last call. */
function later(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, 150);
  };
}
