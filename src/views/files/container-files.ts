/**
 * A Dockerfile and its .dockerignore for an agent's project: to begin with, and good enough to stay. Packages are a layer of
 * their own, models are fetched while it is built, nothing runs as root, and the agent gets the signal that tells it to finish its calls.
 */
import type { TextFile } from "./text-file.ts";

export interface ContainerKind {
  readonly platform: "livekit" | "pipecat";
  /** Pipecat runs Python only: uv or pip. */
  readonly packages: "uv" | "pip" | "npm" | "pnpm";
}

export function containerFiles({ platform, packages }: ContainerKind): readonly TextFile[] {
  const isNode = packages === "npm" || packages === "pnpm";
  const text =
    platform === "pipecat"
      ? pipecat(packages === "pip")
      : isNode
        ? node(packages)
        : python(packages === "pip");
  return [
    { name: "Dockerfile", text },
    { name: ".dockerignore", text: [...IGNORED, ...(isNode ? IGNORED_NODE : IGNORED_PYTHON), ""].join("\n") },
  ];
}

const SYNTAX = "# syntax=docker/dockerfile:1\n";

/** The shell gives its place to the agent, which so gets SIGTERM and drains. */
const start = (command: string): string => `CMD ["sh", "-c", "exec ${command} \\"$ENTRY\\" start"]\n`;

const MODELS = `# Models for turn detection and the like: now, and not while a caller waits.
`;

const apt = (...packages: readonly string[]): string => `RUN apt-get update \\
 && apt-get install -y --no-install-recommends ${packages.join(" ")} \\
 && rm -rf /var/lib/apt/lists/*
`;

function python(usesPip: boolean): string {
  const image = usesPip ? "python:$PYTHON-slim-bookworm" : "ghcr.io/astral-sh/uv:python$PYTHON-bookworm-slim";
  const install = usesPip
    ? `COPY --chown=agent requirements.txt ./
RUN python -m venv .venv && pip install --no-cache-dir -r requirements.txt
`
    : `COPY --chown=agent pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
`;
  return `${SYNTAX}ARG PYTHON=3.13
FROM ${image}

# The file that is run: agent.py, src/agent.py, …
ARG ENTRY=agent.py
ENV ENTRY=$ENTRY PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1${usesPip ? "" : " UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1"}

# For packages that come as source.
${apt("ca-certificates", "g++")}RUN useradd --create-home --uid 10001 agent && mkdir /app && chown agent /app
USER agent
WORKDIR /app

# Built anew only when they change.
${install}
COPY --chown=agent . .
${usesPip ? "" : "RUN uv sync --locked --no-dev\n"}${MODELS}RUN python "$ENTRY" download-files

${start("python")}`;
}

function node(packages: "npm" | "pnpm"): string {
  const [lock, tool, install, build, prune] =
    packages === "npm"
      ? ["package-lock.json", "", "npm ci", "npm run build --if-present", "npm prune --omit=dev"]
      : [
          "pnpm-lock.yaml",
          "RUN npm install --global pnpm@10\n",
          "pnpm install --frozen-lockfile",
          "pnpm run --if-present build",
          "pnpm prune --prod",
        ];
  return `${SYNTAX}ARG NODE=22
FROM node:$NODE-bookworm-slim AS build
ENV CI=true
${tool}WORKDIR /app

# Built anew only when they change.
COPY package.json ${lock} ./
RUN ${install}

COPY . .
RUN ${build} && ${prune}

FROM node:$NODE-bookworm-slim

# The file that is run, after the build.
ARG ENTRY=dist/agent.js
ENV ENTRY=$ENTRY NODE_ENV=production

${apt("ca-certificates")}RUN mkdir /app && chown node /app
USER node
WORKDIR /app
COPY --from=build --chown=node /app ./
${MODELS}RUN node "$ENTRY" download-files

${start("node")}`;
}

/** The base image brings the server, which imports bot.py from its own directory, and starts it. */
function pipecat(usesPip: boolean): string {
  const install = usesPip
    ? `COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
`
    : `COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
`;
  return `${SYNTAX}FROM dailyco/pipecat-base:latest

# The file with \`async def bot(…)\`. The base image starts it; its own app.py must stay.
ARG ENTRY=bot.py
${usesPip ? "" : "ENV UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1\n"}
# Built anew only when they change.
${install}
# Further modules of yours: one COPY each.
COPY $ENTRY bot.py
`;
}

const IGNORED = [
  "# What the image must not have, or does not need.",
  "**/.env",
  "**/.env.*",
  "!**/.env.example",
  "**/.git",
  "**/.DS_Store",
  "**/*.log",
  "**/*.pem",
  "Dockerfile",
  ".dockerignore",
  "livekit.toml",
  "pcc-deploy.toml",
];
const IGNORED_PYTHON = [
  "**/.venv",
  "**/venv",
  "**/__pycache__",
  "**/*.pyc",
  "**/.pytest_cache",
  "**/.ruff_cache",
  "**/.mypy_cache",
];
const IGNORED_NODE = ["**/node_modules", "**/dist", "**/coverage", "**/*.tsbuildinfo"];
