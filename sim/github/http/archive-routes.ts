/** `GET …/tarball/{ref}`, which leads elsewhere, and codeload, which is there. */
import { Hono } from "hono";
import { findCommit, findRepository } from "../find-commit.ts";
import type { GitHubDeps } from "../github-deps.ts";
import { isSigned, signDownload } from "../sign-download.ts";
import { writeTar } from "../write-tar.ts";
import { type GitHubEnv, readParam, refuse } from "./github-env.ts";

const SHORT_SHA = 7;

export function createTarballRoutes({ now, codeloadUrl }: GitHubDeps): Hono<GitHubEnv> {
  return new Hono<GitHubEnv>().get("/repos/:owner/:repo/tarball/:ref{.+}", async (context) => {
    const repository = context.get("repository");
    const commit = findCommit(repository, readParam(context, "ref"));
    if (!commit) return refuse(context, 404, "Not Found");
    const path = `/${repository.name}/legacy.tar.gz/${commit.sha}`;
    const address = new URL(path, codeloadUrl ?? context.req.url);
    if (repository.isPrivate) address.searchParams.set("token", await signDownload(path, now()));
    return context.redirect(address.href, 302);
  });
}

/** No token of the API's belongs here: whoever sends one has not dropped it on the way. */
export function createCodeloadRoutes({ state, now }: GitHubDeps): Hono<GitHubEnv> {
  return new Hono<GitHubEnv>().get("/:owner/:repo/legacy.tar.gz/:sha", async (context) => {
    if (context.req.header("authorization") !== undefined)
      return refuse(context, 400, "the simulated codeload was sent a token of the API");
    const repository = findRepository(state, `${readParam(context, "owner")}/${readParam(context, "repo")}`);
    const commit = repository && findCommit(repository, readParam(context, "sha"));
    if (!repository || !commit) return context.text("404: Not Found", 404);
    const { path } = context.req;
    if (repository.isPrivate && !(await isSigned(path, context.req.query("token") ?? "", now())))
      return context.text("404: Not Found", 404);
    const folder = `${repository.name.replace("/", "-")}-${commit.sha.slice(0, SHORT_SHA)}`;
    const tar = new Blob(writeTar(commit, folder)).stream().pipeThrough(new CompressionStream("gzip"));
    return new Response(await new Response(tar).arrayBuffer(), {
      headers: {
        "content-type": "application/x-gzip",
        "content-disposition": `attachment; filename=${folder}.tar.gz`,
      },
    });
  });
}
