package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/livekit/protocol/livekit"
)

// pairs is a flag that may be given many times, as name=value.
type pairs map[string]string

func (p *pairs) String() string { return fmt.Sprint(*p) }

func (p *pairs) Set(given string) error {
	name, value, found := strings.Cut(given, "=")
	if !found {
		return fmt.Errorf("%q is not name=value", given)
	}
	if *p == nil {
		*p = pairs{}
	}
	(*p)[name] = value
	return nil
}

// asSecrets gives them in the order of their names, for the environment of the agent.
func (p pairs) asSecrets() []*livekit.AgentSecret {
	var secrets []*livekit.AgentSecret
	for _, name := range slices.Sorted(maps.Keys(p)) {
		secrets = append(secrets, &livekit.AgentSecret{
			Name:  name,
			Value: []byte(p[name]),
			Kind:  livekit.AgentSecretKind_AGENT_SECRET_KIND_ENVIRONMENT,
		})
	}
	return secrets
}
