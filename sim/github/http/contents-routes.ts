/** `GET /repos/{owner}/{repo}/contents/{path}`, in the raw media type only. */
import { Hono } from "hono";
import { fileBytes, followFile } from "../file-bytes.ts";
import { findCommit } from "../find-commit.ts";
import { type GitHubEnv, readParam, refuse } from "./github-env.ts";

const RAW = /^application\/vnd\.github\.(v3\.)?raw(\+json)?$/;

export function createContentsRoutes(): Hono<GitHubEnv> {
  return new Hono<GitHubEnv>().get("/repos/:owner/:repo/contents/:path{.+}", (context) => {
    const repository = context.get("repository");
    const ref = context.req.query("ref") ?? repository.defaultBranch;
    const commit = findCommit(repository, ref);
    if (!commit) return refuse(context, 404, `No commit found for the ref ${ref}`);
    const path = readParam(context, "path");
    const inFolder = Object.keys(commit.files).filter((name) => name.startsWith(`${path}/`));
    if (inFolder.length > 0) return context.json(inFolder.map((name) => ({ type: "file", path: name })));
    const file = followFile(commit, path);
    if (!file) return refuse(context, 404, "Not Found");
    if (!RAW.test(context.req.header("accept") ?? ""))
      return refuse(
        context,
        501,
        "the simulated GitHub gives the contents of files in the raw media type only",
      );
    return context.body(fileBytes(file), 200, {
      "content-type": "application/vnd.github.raw+json; charset=utf-8",
    });
  });
}
