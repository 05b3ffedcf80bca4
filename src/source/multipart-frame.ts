/** What stands before and after the file in a form with one file, as text. RFC 7578; names are escaped as browsers do. */
export interface MultipartFrame {
  readonly contentType: string;
  readonly before: string;
  readonly after: string;
}

/** Storage services ignore what comes behind the file, so it is last. `boundary` must not occur in any of it. */
export function frameMultipart(
  fields: Readonly<Record<string, string>>,
  fileName: string,
  boundary: string,
): MultipartFrame {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`,
  );
  const file = `${disposition("file")}; filename="${quote(fileName)}"\r\ncontent-type: application/octet-stream`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    before: `${parts.join("")}--${boundary}\r\n${file}\r\n\r\n`,
    after: `\r\n--${boundary}--\r\n`,
  };
}

const disposition = (name: string): string => `content-disposition: form-data; name="${quote(name)}"`;

const quote = (text: string): string =>
  text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
