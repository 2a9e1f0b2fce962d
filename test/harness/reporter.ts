import Mocha from 'mocha';

/** mocha's own `spec` output for people and its own JSON results in `output` for the closing line of the whole run. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const output: unknown = (options.reporterOptions as Record<string, unknown> | undefined)?.['output'];
    if (typeof output === 'string') new Mocha.reporters.JSON(runner, { ...options, reporterOption: { output } } as Mocha.MochaOptions);
  }
}
