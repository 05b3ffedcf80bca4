/** A TOML basic string (toml.io, "String"). Its escapes are those of JSON, which leaves DEL and half characters as they are. */
export const tomlText = (text: string): string =>
  JSON.stringify(text.toWellFormed()).replaceAll("\u007f", "\\u007F");
