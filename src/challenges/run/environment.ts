/** Variables of the user that a program needs to start at all. Nothing else is passed on: no token, no proxy, no NODE_OPTIONS. */
const passedOn = ['PATH', 'Path', 'LD_LIBRARY_PATH', 'SystemRoot', 'SYSTEMROOT', 'windir', 'ComSpec', 'PATHEXT', 'SystemDrive', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'];

/** The environment of a run. `mark` names the run in every process that descends from it. */
export function childEnvironment(user: NodeJS.ProcessEnv, folders: { readonly home: string; readonly temp: string }, mark: string): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) => (user[name] === undefined ? [] : [[name, user[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    HOME: folders.home,
    USERPROFILE: folders.home,
    APPDATA: folders.home,
    LOCALAPPDATA: folders.home,
    TMPDIR: folders.temp,
    TEMP: folders.temp,
    TMP: folders.temp,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    // Electron behaves as Node, and Node does not know the variable.
    ELECTRON_RUN_AS_NODE: '1',
    [markName]: mark,
  };
}

export const markName = 'COACH_RUN';
