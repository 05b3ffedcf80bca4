/** The two forms of a Twirp message. Methods see protojson in both; errors are JSON in both. */
import type { MessageTypes } from "./message-types.ts";
import type { Json } from "./proto-json.ts";
import { TwirpError } from "./twirp-error.ts";

export interface WireFormat {
  readonly contentType: string;
  /** The request as protojson; throws a TwirpError, "malformed". */
  decode(body: Uint8Array): unknown;
  encode(answer: Json): string | Uint8Array<ArrayBuffer>;
}

/** Without parameters and in any case, as Go's server compares it; undefined: a content type that Twirp does not know. */
export function chooseWireFormat(contentType: string, types: MessageTypes): WireFormat | undefined {
  switch (contentType.split(";")[0]?.trim().toLowerCase()) {
    case "application/json":
      return JSON_FORMAT;
    case "application/protobuf":
      return binaryFormat(types);
    default:
      return undefined;
  }
}

const JSON_FORMAT: WireFormat = {
  contentType: "application/json",
  decode: (body) => decodeOr("json", () => JSON.parse(new TextDecoder().decode(body))),
  encode: (answer) => JSON.stringify(answer),
};

function binaryFormat({ request, response }: MessageTypes): WireFormat {
  return {
    contentType: "application/protobuf",
    decode: (body) =>
      decodeOr("protobuf", () => request.fromBinary(body).toJson({ useProtoFieldName: true })),
    encode: (answer) => new Uint8Array(response.fromJson(answer).toBinary()),
  };
}

function decodeOr(form: "json" | "protobuf", decode: () => unknown): unknown {
  try {
    return decode();
  } catch {
    throw new TwirpError("malformed", `the ${form} request could not be decoded`);
  }
}
