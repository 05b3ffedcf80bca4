package main

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/livekit/server-sdk-go/v2/pkg/cloudagents"
	"google.golang.org/protobuf/proto"
)

// lineLimit passes lines on, each of which is one write, and calls full after the last that is wanted.
type lineLimit struct {
	to   io.Writer
	left int
	full func()
}

func (l *lineLimit) Write(line []byte) (int, error) {
	if l.left--; l.left == 0 {
		defer l.full()
	}
	return l.to.Write(line)
}

// readLogs hangs up after a number of lines, because a log does not end by itself.
func readLogs(ctx context.Context, client *cloudagents.Client, r request) (proto.Message, error) {
	ctx, hangUp := context.WithCancel(ctx)
	defer hangUp()
	writer := &lineLimit{os.Stdout, r.lines, hangUp}
	err := client.StreamLogs(ctx, r.logType, r.agent, r.deployment, writer, r.region)
	if errors.Is(err, context.Canceled) {
		return nil, nil
	}
	return nil, err
}
