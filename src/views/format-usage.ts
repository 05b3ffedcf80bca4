/** CPU and memory as `lk agent status` shows them: in use, of what is allowed. */
import type { Usage } from "../platforms/port.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const KB = 2 ** 10;
const MB = 2 ** 20;
const GB = 2 ** 30;

/** "CPU 310m of 2000m" in millicores; null when the platform told neither. */
export function formatCpu({ current, limit }: Usage): Mrkdwn | null {
  return formatShare(
    mrkdwn`CPU`,
    current === null ? null : mrkdwn`${Math.round(current)}m`,
    limit === null ? null : mrkdwn`${Math.round(limit)}m`,
  );
}

/** "memory 1.1 of 4 GB", "memory 64 MB of 4 GB"; null when the platform told neither. */
export function formatMemory({ current, limit }: Usage): Mrkdwn | null {
  const unit = limit !== null && limit >= GB ? GB : MB;
  const sameUnit = current !== null && limit !== null && (current === 0 || current >= unit / 10);
  if (sameUnit) return mrkdwn`memory ${figure(current, unit)} of ${formatBytes(limit)}`;
  return formatShare(
    mrkdwn`memory`,
    current === null ? null : formatBytes(current),
    limit === null ? null : formatBytes(limit),
  );
}

/** "12 bytes", "1.5 KB", "64 MB", "1.1 GB"; 1 KB is 1024 bytes, as the platforms count. */
export function formatBytes(bytes: number): Mrkdwn {
  if (bytes >= GB) return mrkdwn`${figure(bytes, GB)} GB`;
  if (bytes >= MB) return mrkdwn`${figure(bytes, MB)} MB`;
  if (bytes >= KB) return mrkdwn`${figure(bytes, KB)} KB`;
  return bytes === 1 ? mrkdwn`1 byte` : mrkdwn`${Math.round(bytes)} bytes`;
}

/** Two significant digits, but never fewer than the whole number has. */
function figure(bytes: number, unit: number): number {
  const value = bytes / unit;
  return value >= 10 ? Math.round(value) : Number(value.toPrecision(2));
}

function formatShare(what: Mrkdwn, current: Mrkdwn | null, limit: Mrkdwn | null): Mrkdwn | null {
  if (current !== null && limit !== null) return mrkdwn`${what} ${current} of ${limit}`;
  if (current !== null) return mrkdwn`${what} ${current}`;
  return limit === null ? null : mrkdwn`${what} limit ${limit}`;
}
