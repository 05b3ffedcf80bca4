/** The repositories that the simulated GitHub starts with, and the tokens that open them. Times are relative to `now` (milliseconds). */
import type { RepositorySeed } from "./repository-seed.ts";
import type { Token } from "./token.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The first is what project `prod` has, the second is for everything else. */
export const startingTokens: readonly Token[] = [
  {
    value: "github_pat_prod_local",
    repositories: ["acme/support-line", "acme/night-desk"],
    contents: "read",
    actions: "write",
  },
  { value: "github_pat_local", repositories: ["acme/voice-starter"], contents: "read", actions: "write" },
];

export function startingRepositories(now: number): readonly RepositorySeed[] {
  return [supportLine(now), nightDesk(now), voiceStarter(now)];
}

const DOCKERFILE = `FROM python:3.13-slim
WORKDIR /app
COPY pyproject.toml .
RUN pip install --no-cache-dir .
COPY . .
CMD ["python", "agent.py", "start"]
`;

const AGENT_FILES = {
  Dockerfile: DOCKERFILE,
  ".dockerignore": ".git\n.github\ntests\n*.md\n!prompts/*.md\n",
  ".gitignore": ".env*\n!.env.example\n__pycache__/\n.venv/\n",
  ".env.example": "OPENAI_API_KEY=\nDEEPGRAM_API_KEY=\n",
  "README.md": "# An agent\n",
  "pyproject.toml": '[project]\nname = "agent"\nversion = "1.0.0"\ndependencies = ["livekit-agents"]\n',
  "prompts/greeting.md": "Greet the caller by name.\n",
  "tests/test_agent.py": "def test_greets():\n    assert True\n",
};

/** Deployed from its source by Switchboard itself. */
function supportLine(now: number): RepositorySeed {
  const agent = (line: string) => ({ ...AGENT_FILES, "agent.py": `print("${line}")\n` });
  return {
    name: "acme/support-line",
    isPrivate: true,
    branches: {
      main: [
        { sha: "2ab6f71", message: "Answer the phone", at: now - 32 * DAY, files: agent("answer") },
        { sha: "51d8a2b", message: "Speak slower", at: now - 6 * DAY, files: agent("slower") },
        {
          sha: "9c1f04e",
          message: "Ask for the order number first",
          at: now - 27 * HOUR,
          files: agent("order"),
        },
        {
          sha: "b3e90c7",
          message: "Read opening hours from the CRM\n\nThey were written into the prompt before.",
          at: now - 2 * HOUR,
          files: agent("hours"),
        },
      ],
      "release/transfer-to-human": [
        { sha: "e07b93c", message: "Transfer to a human", at: now - 13 * DAY, files: agent("human") },
      ],
      "no-dockerfile": [
        { message: "Build with something else", at: now - DAY, files: { "agent.py": "print('?')\n" } },
      ],
    },
    tags: { "v1.4.0": "Ask for the order number first" },
  };
}

/** What `lk agent deploy` does runs on GitHub, by LiveKit's own action. */
function nightDesk(now: number): RepositorySeed {
  return {
    name: "acme/night-desk",
    isPrivate: true,
    branches: {
      main: [
        { sha: "77c0d15", message: "Wake up faster", at: now - 10 * DAY, files: byWorkflow(LIVEKIT_STEPS) },
        {
          sha: "4d19fa8",
          message: "Know the night menu",
          at: now - 5 * HOUR,
          files: byWorkflow(LIVEKIT_STEPS, "menu"),
        },
      ],
    },
  };
}

/** Built and deployed by Pipecat's own action. */
function voiceStarter(now: number): RepositorySeed {
  return {
    name: "acme/voice-starter",
    isPrivate: true,
    branches: {
      main: [
        {
          sha: "1f7c2ee",
          message: "Use the new voice",
          at: now - 7 * HOUR,
          files: byWorkflow(PIPECAT_STEPS),
        },
        {
          sha: "c52b08d",
          message: "Say goodbye",
          at: now - HOUR,
          files: byWorkflow(PIPECAT_STEPS, "goodbye"),
        },
      ],
    },
  };
}

const LIVEKIT_STEPS = `      - uses: actions/checkout@v4
      - name: Deploy to LiveKit Cloud
        uses: livekit/deploy-action@v1
`;

const PIPECAT_STEPS = `      - uses: actions/checkout@v4
      - name: Build and push the image
        run: docker build .
      - name: Deploy to Pipecat Cloud
        uses: daily-co/pipecat-cloud-deploy-action@v1
`;

/** The input names the operation in the run's title, so that the run can be found again by it. */
const byWorkflow = (steps: string, line = "hello") => ({
  ...AGENT_FILES,
  "agent.py": `print("${line}")\n`,
  ".github/workflows/deploy.yml": `name: Deploy
run-name: Deploy \${{ inputs.operation }}
on:
  workflow_dispatch:
    inputs:
      ref:
        description: The commit to deploy; the branch that it runs on if left out
        required: false
      operation:
        description: Which operation of Switchboard this is
        required: false
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
${steps}`,
});
