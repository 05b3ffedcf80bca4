/** A Worker has 128 MB for everything, and an archive waits in memory while it is uploaded. Compressed bytes. */
export const MAX_SOURCE_BYTES = 32 * 1024 * 1024;
/** Of one ignore file, in bytes: each of its lines is held against each path. */
export const MAX_IGNORE_BYTES = 64 * 1024;

export interface SourceLimits {
  readonly archiveBytes: number;
  /** Of the whole repository, also of what is left out. */
  readonly unpackedBytes: number;
  /** Files and folders of the whole repository. */
  readonly entries: number;
}

/** To unpack so much takes some ten seconds of a Worker's time, of which it has thirty. */
export const SOURCE_LIMITS: SourceLimits = {
  archiveBytes: MAX_SOURCE_BYTES,
  unpackedBytes: 512 * 1024 * 1024,
  entries: 50_000,
};
