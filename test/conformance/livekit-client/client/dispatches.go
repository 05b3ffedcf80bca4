package main

import (
	"context"

	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"google.golang.org/protobuf/proto"
)

// onDispatches gives a call a client of the dispatches of a project.
func onDispatches(ask func(context.Context, *lksdk.AgentDispatchClient, request) (proto.Message, error)) call {
	return func(ctx context.Context, r request) (proto.Message, error) {
		return ask(ctx, lksdk.NewAgentDispatchServiceClient(r.url, r.key, r.secret), r)
	}
}

func createDispatch(ctx context.Context, client *lksdk.AgentDispatchClient, r request) (proto.Message, error) {
	return client.CreateDispatch(ctx, &livekit.CreateAgentDispatchRequest{
		Room:       r.room,
		AgentName:  r.name,
		Metadata:   r.content,
		Deployment: r.deployment,
		Attributes: r.attributes,
	})
}

func listDispatches(ctx context.Context, client *lksdk.AgentDispatchClient, r request) (proto.Message, error) {
	return client.ListDispatch(ctx, &livekit.ListAgentDispatchRequest{Room: r.room, DispatchId: r.dispatch})
}

func deleteDispatch(ctx context.Context, client *lksdk.AgentDispatchClient, r request) (proto.Message, error) {
	return client.DeleteDispatch(ctx, &livekit.DeleteAgentDispatchRequest{Room: r.room, DispatchId: r.dispatch})
}
