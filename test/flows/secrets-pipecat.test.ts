import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { fieldsOf, fillSecrets, formText, openSecrets } from "../support/fill-secrets.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { updatesOf } from "../support/pipecat-truth.ts";

const STARTER = "/agent update-secrets voice/voice-starter";
/** In an emergency it takes no approval, so names and values are asked together. */
const AT_ONCE = ` --break-glass "leaked"`;
const OPENAI = "value environment OPENAI_API_KEY";

const setIn = (chat: Chat, name: string) =>
  chat.pipecat.snapshot().organization.secretSets.find((set) => set.name === name);
/** What was written to sets and taken out of them, in order. */
const callsOf = (chat: Chat): string[] =>
  chat.pipecat.calls
    .list("/v1/secrets/")
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, status }) => `${method} ${path} ${status}`);

describe("/agent update-secrets on Pipecat Cloud", () => {
  it("merges into the agent's set, then takes out what goes, and offers the redeployment that makes it live", async () => {
    const chat = openChat();
    const said = await openSecrets(chat, "UOPERATOR", `${STARTER}${AT_ONCE}`);
    expect(said).toContain("Secrets of *voice/voice-starter*, in the set `voice-secrets`.");
    expect(fieldsOf(chat, "UOPERATOR")).toEqual(["values", "remove"]);
    const [gone = ""] = setIn(chat, "voice-secrets")?.fieldNames ?? [];
    await fillSecrets(chat, "UOPERATOR", { values: "NEW-KEY=x", remove: [gone] });
    const begun = chat.read();
    expect(begun).toContain(`Adds \`NEW-KEY\` · removes \`${gone}\``);
    expect(begun).toContain("• Running instances keep the old values until a redeployment");
    await chat.advance(60_000);
    expect(firstLines(chat.read(), 3)).toBe(
      lines(
        "(edited)",
        "(green) *Updated the secrets of voice/voice-starter* in 3 s",
        "The set `voice-secrets` is ready. Running instances keep the old values until a redeployment.",
      ),
    );
    expect(callsOf(chat)).toEqual([
      "PUT /v1/secrets/voice-secrets 202",
      `DELETE /v1/secrets/voice-secrets/${gone} 200`,
    ]);
    expect(setIn(chat, "voice-secrets")?.fieldNames).toContain("NEW-KEY");
    expect(setIn(chat, "voice-secrets")?.fieldNames).not.toContain(gone);

    await chat.press("UOPERATOR", "Redeploy");
    expect(chat.read()).toContain("⏳ *Restart voice/voice-starter*");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(120_000);
    expect(chat.read()).toContain("(green) *Restarted voice/voice-starter*");
    expect(updatesOf(chat)).toEqual([{ forceRedeploy: true }]);
  });

  it("takes an approval of the names, and the values after it", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", `${STARTER} --secret OPENAI_API_KEY`);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    await chat.press("UOPERATOR", "Enter the values…");
    chat.read();
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of voice/voice-starter*");
    expect(callsOf(chat)).toEqual(["PUT /v1/secrets/voice-secrets 202"]);
  });

  it("tries again when somebody else writes to the set in the same moment", async () => {
    const chat = openChat();
    chat.pipecat.world.disturbSecretSet("voice-secrets", 2);
    await openSecrets(chat, "UOPERATOR", `${STARTER}${AT_ONCE}`);
    await fillSecrets(chat, "UOPERATOR", { values: "NEW=x" });
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of voice/voice-starter*");
    expect(callsOf(chat).map((call) => call.slice(-3))).toEqual(["409", "409", "202"]);
  });

  it("says that nothing was changed when that does not end", async () => {
    const chat = openChat();
    chat.pipecat.world.disturbSecretSet("voice-secrets", 9);
    await openSecrets(chat, "UOPERATOR", `${STARTER}${AT_ONCE}`);
    await fillSecrets(chat, "UOPERATOR", { values: "NEW=x" });
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("(red) *voice/voice-starter was not updated*");
    expect(said).toContain(
      "with status 409, so nothing was changed. It says: `(not kept: it may quote a secret)`",
    );
    expect(callsOf(chat)).toHaveLength(3);
  });

  it("says that the set failed, and why, as the platform tells it", async () => {
    const chat = openChat();
    chat.pipecat.world.breakSecretSet("voice-secrets", "the region refused it");
    await openSecrets(chat, "UOPERATOR", `${STARTER}${AT_ONCE}`);
    await fillSecrets(chat, "UOPERATOR", { values: "NEW=x" });
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("(red) *The secrets update of voice/voice-starter failed* after");
    expect(said).toContain("⚠️ `failed`\n`the region refused it`");
    expect(said).toContain("[Update secrets…]");
    // What the agent wrote has nothing to do with it.
    expect(said).not.toContain("The end of the log");
  });

  it("fails when a key that was to go is still there", async () => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "DELETE /v1/secrets", fault: { kind: "status", status: 403 } });
    await openSecrets(chat, "UOPERATOR", `${STARTER}${AT_ONCE}`);
    await fillSecrets(chat, "UOPERATOR", { values: "NEW=x", remove: ["OPENAI_API_KEY"] });
    await chat.advance(60_000);
    expect(chat.read()).toContain("⚠️ `not as asked`\n`OPENAI_API_KEY is still there`");
  });

  it("makes a set that is not there yet, and offers the deployment that the agent uses it with", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", `${STARTER} --set night-secrets${AT_ONCE}`);
    await fillSecrets(chat, "UOPERATOR", { values: "NEW=x" });
    expect(chat.read()).toContain("• The set `night-secrets` does not exist yet and is made in `us-west`");
    await chat.advance(60_000);
    expect(chat.read()).toContain("The agent does not use `night-secrets` until it is deployed with it.");
    expect(setIn(chat, "night-secrets")).toMatchObject({ region: "us-west", fieldNames: ["NEW"] });
    await chat.press("UOPERATOR", "Deploy with it");
    expect(chat.read()).toContain("Secret set `voice-secrets` → `night-secrets`");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(10_000);
    chat.read();
  });

  it("sets the credentials with which images are pulled", async () => {
    const chat = openChat();
    const command = `${STARTER} --image-pull https://index.docker.io/v1/ --set hub${AT_ONCE}`;
    await openSecrets(chat, "UOPERATOR", command);
    expect(fieldsOf(chat, "UOPERATOR")).toEqual(["value image-pull credentials"]);
    const field = "value image-pull credentials";
    expect(await fillSecrets(chat, "UOPERATOR", { [field]: "no-colon" }, { answers: 0 })).toEqual({
      [field]: "Write the user, a colon, and the token.",
    });
    await fillSecrets(chat, "UOPERATOR", { [field]: "octocat:ghp_1" });
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("(green) *Updated the secrets of voice/voice-starter*");
    expect(said).toContain("Its image is not pulled with `hub` until it is deployed with it.");
    expect(setIn(chat, "hub")).toMatchObject({ type: "imagePullSecret", region: "us-west" });
  });

  it.each([
    ["--set pull-secret", "this one is for pulling images"],
    ["--image-pull docker.io --set voice-secrets", "this is an ordinary one, and kinds cannot change"],
    ["--set No_Set", "`--set` must be the name of a secret set"],
    ["--secret BAD.NAME", "1 to 64 letters, digits"],
    ["--file google.json", "Pipecat Cloud has no secret files"],
    ["--image-pull docker.io --remove A", "a set for pulling images has one secret"],
  ])("refuses %s before anybody types a value", async (flags, why) => {
    const chat = openChat();
    const said = await openSecrets(chat, "UOPERATOR", `${STARTER} ${flags}${AT_ONCE}`);
    const told = chat.read();
    expect(`${said}${told}`).toContain(why);
    expect(told).toContain("`bad-value`");
    expect(fieldsOf(chat, "UOPERATOR")).toEqual([]);
    expect(callsOf(chat)).toEqual([]);
  });

  it("refuses a set in another region than the agent's", async () => {
    const chat = openChat();
    const { fetch } = chat.pipecat;
    const put = (body: unknown) =>
      fetch(
        new Request("https://pipecat.test/v1/secrets/far-secrets", {
          method: "PUT",
          headers: {
            authorization: "Bearer sk_local",
            "content-type": "application/json",
            "user-agent": "a person",
          },
          body: JSON.stringify(body),
        }),
      );
    const made = await put({ secrets: [{ secretKey: "A", secretValue: "x" }], region: "eu-central" });
    expect(made.status).toBe(202);
    expect(setIn(chat, "far-secrets")).toMatchObject({ region: "eu-central" });
    await openSecrets(chat, "UOPERATOR", `${STARTER} --set far-secrets${AT_ONCE}`);
    expect(formText(chat, "UOPERATOR")).toContain(
      "`us-west`, where the agent is; this one is in `eu-central`",
    );
    expect(chat.read()).toContain("`bad-value`");
  });
});
