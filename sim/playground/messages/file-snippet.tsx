import { useEffect, useState } from "react";
import type { FilePlace } from "../../world/page-protocol.ts";
import { SCROLLS_BY_KEYS } from "../scrolls-by-keys.ts";

/** Lines that are shown before one asks for more. */
const PREVIEW_LINES = 6;

/** Files do not change, and messages come and go with the scrolling. */
const texts = new Map<string, string>();

interface FileSnippetProps {
  readonly name: string;
  readonly place: FilePlace;
}

/** A text file of a message: its first lines, all of them, or as a file. */
export function FileSnippet({ name, place }: FileSnippetProps) {
  const address = `/api/file?${new URLSearchParams(place)}`;
  const text = useText(address, place.file);
  const [isWhole, setWhole] = useState(false);
  const lines = text === null ? [] : text.replace(/\n$/, "").split("\n");
  const shown = isWhole ? lines : lines.slice(0, PREVIEW_LINES);
  return (
    <figure className="file" aria-label={`File ${name}`}>
      <figcaption>
        <strong>{name}</strong>
        <a href={address} download={name}>
          Download
        </a>
      </figcaption>
      {text !== null && (
        <section aria-label={`Text of ${name}`} {...SCROLLS_BY_KEYS}>
          <pre>{shown.join("\n")}</pre>
        </section>
      )}
      {lines.length > PREVIEW_LINES && (
        <button type="button" className="element" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Show less" : `Show all ${lines.length} lines`}
        </button>
      )}
    </figure>
  );
}

/** null: it is not there yet, or cannot be read. */
function useText(address: string, id: string): string | null {
  const [text, setText] = useState(texts.get(id) ?? null);
  useEffect(() => {
    if (texts.has(id)) return;
    let isWanted = true;
    fetch(address)
      .then(async (response) => {
        if (!response.ok) return;
        const read = await response.text();
        texts.set(id, read);
        if (isWanted) setText(read);
      })
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [address, id]);
  return text;
}
