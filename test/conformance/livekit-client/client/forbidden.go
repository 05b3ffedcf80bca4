package main

import (
	"context"
	"net/http"

	"github.com/livekit/protocol/auth"
	"github.com/livekit/protocol/livekit"
	"github.com/twitchtv/twirp"
	"google.golang.org/protobuf/proto"
)

// A good token that grants something else: LiveKit's clients never send one, so these take the generated ones.

func listAgentsWithoutGrant(ctx context.Context, r request) (proto.Message, error) {
	ctx, err := withGrant(ctx, r, &auth.VideoGrant{RoomList: true})
	if err != nil {
		return nil, err
	}
	client := livekit.NewCloudAgentProtobufClient(r.url, http.DefaultClient)
	return client.ListAgents(ctx, &livekit.ListAgentsRequest{})
}

func listDispatchesOfAnotherRoom(ctx context.Context, r request) (proto.Message, error) {
	ctx, err := withGrant(ctx, r, &auth.VideoGrant{RoomAdmin: true, Room: "another-" + r.room})
	if err != nil {
		return nil, err
	}
	client := livekit.NewAgentDispatchServiceProtobufClient(r.url, http.DefaultClient)
	return client.ListDispatch(ctx, &livekit.ListAgentDispatchRequest{Room: r.room})
}

func withGrant(ctx context.Context, r request, grant *auth.VideoGrant) (context.Context, error) {
	token, err := auth.NewAccessToken(r.key, r.secret).SetVideoGrant(grant).ToJWT()
	if err != nil {
		return nil, err
	}
	headers := http.Header{"Authorization": {"Bearer " + token}, "X-Livekit-Cli-Version": {"2.18.1"}}
	return twirp.WithHTTPRequestHeaders(ctx, headers)
}
