/**
 * Longer than the search index ever lags: two quiet sweeps stand at least this far apart, in milliseconds.
 * A build constant; nothing at run time changes it (11 minutes in every build that is packaged).
 */
export const quietTimeMs: number = __QUIET_TIME_MS__;
