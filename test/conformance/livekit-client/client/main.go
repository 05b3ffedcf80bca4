// Command livekit-client makes one call to LiveKit with LiveKit's own Go clients, which are those of `lk`. It prints the
// answer as a Twirp server writes it in JSON. A refusal is one line on standard error, and exit code 1.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/twitchtv/twirp"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

const timeout = 60 * time.Second

// request is what the command line says; each call reads the fields that it needs.
type request struct {
	url, key, secret              string
	agent, version, deployment    string
	directory, region             string
	logType                       string
	secrets, attributes           pairs
	overwrite                     bool
	lines                         int
	room, name, dispatch, content string
}

// A call may print by itself; a message that it gives is printed.
type call func(context.Context, request) (proto.Message, error)

func main() {
	if err := run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, explain(err))
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 2 || calls[arguments[1]] == nil {
		return errors.New("the first argument is no known call")
	}
	asked, err := parse(arguments[1], arguments[2:])
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	answer, err := calls[arguments[1]](ctx, asked)
	if err != nil || answer == nil {
		return err
	}
	text, err := protojson.MarshalOptions{UseProtoNames: true, EmitUnpopulated: true}.Marshal(answer)
	if err == nil {
		fmt.Println(string(text))
	}
	return err
}

func parse(name string, arguments []string) (request, error) {
	asked := request{
		url:    os.Getenv("LIVEKIT_URL"),
		key:    os.Getenv("LIVEKIT_API_KEY"),
		secret: os.Getenv("LIVEKIT_API_SECRET"),
	}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.StringVar(&asked.agent, "agent", "", "id of the agent")
	flags.StringVar(&asked.version, "version", "", "of the agent")
	flags.StringVar(&asked.deployment, "deployment", "", "production without one")
	flags.StringVar(&asked.directory, "directory", "", "with the source of the agent")
	flags.StringVar(&asked.region, "region", "", "for a new agent")
	flags.Var(&asked.secrets, "secret", "NAME=value, any number of them")
	flags.Var(&asked.attributes, "attribute", "name=value, any number of them")
	flags.BoolVar(&asked.overwrite, "overwrite", false, "take away all other secrets")
	flags.StringVar(&asked.logType, "type", "deploy", "of the log: deploy or build")
	flags.IntVar(&asked.lines, "lines", 1, "of the log, before hanging up")
	flags.StringVar(&asked.room, "room", "", "name of the room")
	flags.StringVar(&asked.name, "name", "", "of the agent to dispatch")
	flags.StringVar(&asked.dispatch, "dispatch", "", "id of the dispatch")
	flags.StringVar(&asked.content, "metadata", "", "of the dispatch")
	return asked, flags.Parse(arguments)
}

// explain gives the code and the message of a refusal as the client understood it.
func explain(err error) string {
	var refusal twirp.Error
	if errors.As(err, &refusal) {
		return fmt.Sprintf("%s: %s", refusal.Code(), refusal.Msg())
	}
	return err.Error()
}
