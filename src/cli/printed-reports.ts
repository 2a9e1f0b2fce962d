import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hashText, writeWhole } from '../analysis/cache/disk.ts';
import type { ProjectListing } from '../analysis/project/files.ts';
import { builtFolder } from '../platform/built.ts';

/** Bundles are named by their content; sources are not, and may have changed since. */
const bundle = /^cli-scan-[0-9A-Z]{8}\.js$/;

/** What was printed before: a project in which nothing has changed is answered without loading the analysis. */
export interface PrintedReports {
  read(): string | undefined;
  /** A report that cannot be kept is made again next time. */
  write(report: string): void;
}

export interface PrintedOf {
  readonly dir: string;
  readonly root: string;
  /** What the report looks like: its format, and whether in colour. */
  readonly look: string;
  readonly listing: ProjectListing;
  /** Names this version of the analysis; undefined, as when run from the sources: nothing is kept. */
  readonly build?: string | undefined;
}

/**
 * Kept in the cache folder, one per project and look. A file counts as unchanged by size and time, as everywhere in the cache.
 */
export function printedReports({ dir, root, look, listing, build = runningBuild() }: PrintedOf): PrintedReports | undefined {
  if (build === undefined || listing.failed.length > 0) return undefined;
  const file = join(dir, `report-${hashText(root)}-${look}.txt`);
  const key = `${hashText(JSON.stringify([build, root, listing.sources.map((source) => [source.file, source.size, source.mtimeMs]), [...listing.texts], listing.skipped]))}\n`;
  return {
    read() {
      try {
        const stored = readFileSync(file, 'utf8');
        return stored.startsWith(key) ? stored.slice(key.length) : undefined;
      } catch {
        return undefined; // There is none yet.
      }
    },
    write(report) {
      try {
        writeWhole(file, key + report);
      } catch {
        // A full disk, a folder that is read-only.
      }
    },
  };
}

/** The bundle this runs in and the lessons beside it. */
function runningBuild(): string | undefined {
  const name = basename(import.meta.filename);
  const lessons = bundle.test(name) ? statSync(join(builtFolder(), 'lessons/index.json'), { throwIfNoEntry: false }) : undefined;
  return lessons === undefined ? undefined : `${name} ${lessons.size} ${lessons.mtimeMs}`;
}
