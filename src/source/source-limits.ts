/** A Worker has 128 MB for everything, and an archive waits in memory while it is uploaded. Compressed bytes. */
export const MAX_SOURCE_BYTES = 32 * 1024 * 1024;
/** What is downloaded may unpack to this, also what is left out of it: about ten seconds of a Worker's time. Bytes. */
export const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** Files and folders of the whole repository. */
export const MAX_ENTRIES = 50_000;
/** Of one ignore file, in bytes: each of its lines is held against each path. */
export const MAX_IGNORE_BYTES = 64 * 1024;
