package main

import (
	"context"
	"os"

	"github.com/livekit/protocol/livekit"
	"github.com/livekit/server-sdk-go/v2/pkg/cloudagents"
	"google.golang.org/protobuf/proto"
)

// onAgents gives a call a client of the agents API. A build tells its steps in lines of JSON, instead of drawing on a terminal.
func onAgents(ask func(context.Context, *cloudagents.Client, request) (proto.Message, error)) call {
	return func(ctx context.Context, r request) (proto.Message, error) {
		client, err := cloudagents.New(
			cloudagents.WithProject(r.url, r.key, r.secret),
			cloudagents.WithJsonLogStream(),
		)
		if err != nil {
			return nil, err
		}
		return ask(ctx, client, r)
	}
}

func listAgents(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.ListAgents(ctx, &livekit.ListAgentsRequest{AgentId: r.agent})
}

func listVersions(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.ListAgentVersions(ctx, &livekit.ListAgentVersionsRequest{AgentId: r.agent})
}

func listSecrets(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.ListAgentSecrets(ctx, &livekit.ListAgentSecretsRequest{AgentId: r.agent})
}

func updateSecrets(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.UpdateAgentSecrets(ctx, &livekit.UpdateAgentSecretsRequest{
		AgentId:   r.agent,
		Secrets:   r.secrets.asSecrets(),
		Overwrite: r.overwrite,
	})
}

func restart(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.RestartAgent(ctx, &livekit.RestartAgentRequest{AgentId: r.agent})
}

func rollBack(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.RollbackAgent(ctx, &livekit.RollbackAgentRequest{AgentId: r.agent, Version: r.version})
}

func promote(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return nil, client.PromoteAgent(ctx, r.agent, r.deployment, "")
}

func remove(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	return client.DeleteAgent(ctx, &livekit.DeleteAgentRequest{AgentId: r.agent, Deployment: r.deployment})
}

func readSettings(ctx context.Context, client *cloudagents.Client, _ request) (proto.Message, error) {
	return client.GetClientSettings(ctx, &livekit.ClientSettingsRequest{})
}

// exclude is what `lk` leaves out besides the client's own rules.
var exclude = []string{"**/livekit.toml"}

// create uploads the source and waits for the build, which it shows on standard error.
func create(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	source := os.DirFS(r.directory)
	return client.CreateAgent(ctx, source, r.secrets.asSecrets(), []string{r.region}, exclude, os.Stderr)
}

// deploy does the same for an agent that is there.
func deploy(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	source := os.DirFS(r.directory)
	secrets := r.secrets.asSecrets()
	return nil, client.DeployAgentV2(ctx, r.agent, source, secrets, r.attributes, r.deployment, exclude, os.Stderr)
}

// deployAsBefore does it by the RPC that older versions of `lk` call.
func deployAsBefore(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	source := os.DirFS(r.directory)
	return nil, client.DeployAgent(ctx, r.agent, source, r.secrets.asSecrets(), r.attributes, exclude, os.Stderr)
}
