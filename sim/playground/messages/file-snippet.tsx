import type { FilePlace } from "../world/page-protocol.ts";

interface FileLinkProps {
  readonly name: string;
  readonly place: FilePlace;
}

/** A file of a message, to be downloaded. */
export function FileLink({ name, place }: FileLinkProps) {
  return (
    <a className="file" href={`/api/file?${new URLSearchParams(place)}`} download={name}>
      <span>{name}</span> Download
    </a>
  );
}
