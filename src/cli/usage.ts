export const usage = `Backend Coach: what your backend's code shows of seven backend skills.

Usage:
  backend-coach scan [dir] [--format text|json|markdown] [--no-cache]
  backend-coach lesson list | show <id>
  backend-coach challenge list | show <id> | start <id> <dir> | run [dir] | hint [dir]
  backend-coach --help | --version

scan       analyses the TypeScript and JavaScript under dir (default: the current folder)
             --format text      a report for the terminal (default)
             --format json      one JSON document, the scan document
             --format markdown  a comment for a pull request
             --no-cache         neither reads nor writes remembered facts
lesson     lists the lessons, or prints one as Markdown
challenge  lists the challenges, prints one, copies its starter into a folder,
           runs its tests on the attempt in a folder, or gives the next hint

Facts of files that did not change are remembered in a cache folder of the
operating system, never in your project. Progress is shown on stderr when that
is a terminal; NO_COLOR turns colours off.

Exit codes:
  0  done, whatever was found
  1  it could not be done: the folder cannot be read, the id is unknown, tests failed
  2  wrong usage
`;
