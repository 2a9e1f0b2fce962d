import type { ProjectFacts } from '../../../../analysis/facts.ts';
import type { Finding } from '../../../model.ts';

/** A container whose first process is a shell or npm does not hand SIGTERM to the server (Docker's reference on the shell form of CMD and ENTRYPOINT). */
export function containerFindings(project: ProjectFacts): Finding[] {
  const found: Finding[] = [];
  for (const [file, text] of project.textFiles) {
    if (!/(?:^|\/)(?:Dockerfile(?:\..+)?|.+\.dockerfile)$/i.test(file) || /\b(?:tini|dumb-init|s6-overlay|STOPSIGNAL)\b/.test(text)) continue;
    if (isForDevelopment(file, text) || !holdsServer(file, project)) continue;
    const lines = text.split('\n');
    const index = lines.findLastIndex((line) => /^\s*(?:CMD|ENTRYPOINT)\s/i.test(line));
    const line = lines[index];
    if (line === undefined || /^FROM\s+\S*nginx/im.test(text)) continue;
    const reason = reasonFor(line);
    if (reason === undefined) continue;
    found.push({
      rule: 'signal-not-forwarded', severity: 'information',
      at: { file, line: index + 1, column: 1, endLine: index + 1, endColumn: line.length + 1 },
      message: reason,
      fix: 'Start the server itself in exec form: `CMD ["node", "dist/server.js"]`.',
    });
  }
  return found;
}

function reasonFor(line: string): string | undefined {
  const command = line.replace(/^\s*\w+\s+/, '').trim();
  if (/^\[\s*"(?:npm|yarn|pnpm)"/.test(command)) return 'npm and its like start the server as a grandchild and may not pass SIGTERM on.';
  if (command.startsWith('[') || command.startsWith('exec ')) return undefined;
  return /\b(?:node|npm|yarn|pnpm|tsx|ts-node)\b/.test(command) ? 'The shell form makes `sh` the first process: the server never gets SIGTERM.' : undefined;
}

/** An image to work in, not to run in: nobody drains it. */
function isForDevelopment(file: string, text: string): boolean {
  return /(?:^|[./_-])(?:dev|develop|development|local|test|tests|e2e|ci)(?=[./_-])/i.test(file) || /^\s*(?:CMD|ENTRYPOINT)\b.*\b(?:dev|watch|start:dev|nodemon)\b/im.test(text);
}

/** The package beside the Dockerfile starts a server; a Dockerfile at the root may build any of them. */
function holdsServer(file: string, project: ProjectFacts): boolean {
  const dir = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  if (!project.packages.some((item) => item.dir === dir) || dir === '') return true;
  return project.servers.some(({ at }) => at.file.startsWith(`${dir}/`));
}
