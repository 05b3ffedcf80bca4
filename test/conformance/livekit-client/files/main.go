// Command files reads what we write with what others read it with: livekit.toml with the loader of `lk`, a Dockerfile with
// BuildKit's parser, its instructions and its linter, a .dockerignore with the matcher of both. It prints what it understood, as
// JSON; what it does not accept is one line on standard error, and exit code 1.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/livekit/livekit-cli/v2/pkg/config"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

var readers = map[string]func(path string, rest []string) (any, error){
	"toml":       readToml,
	"dockerfile": readDockerfile,
	"ignore":     readIgnore,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 2 || readers[arguments[0]] == nil {
		return errors.New("say what to read, and where it is")
	}
	understood, err := readers[arguments[0]](arguments[1], arguments[2:])
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(understood)
}

func readToml(path string, _ []string) (any, error) {
	read, _, err := config.LoadTOMLFile(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		return nil, err
	}
	return map[string]string{"subdomain": read.Project.Subdomain, "id": read.Agent.ID}, nil
}

type stage struct {
	Base     string   `json:"base"`
	Commands []string `json:"commands"`
}

func readDockerfile(path string, _ []string) (any, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	warnings := []string{}
	for _, warning := range parsed.Warnings {
		warnings = append(warnings, warning.Short)
	}
	lint := linter.New(&linter.Config{
		Warn: func(rule, _, _, message string, _ []parser.Range) {
			warnings = append(warnings, rule+": "+message)
		},
	})
	stages, _, err := instructions.Parse(parsed.AST, lint)
	if err != nil {
		return nil, err
	}
	found := []stage{}
	for _, each := range stages {
		commands := []string{}
		for _, command := range each.Commands {
			commands = append(commands, fmt.Sprint(command))
		}
		found = append(found, stage{each.BaseName, commands})
	}
	return map[string]any{"stages": found, "warnings": warnings}, nil
}

// readIgnore gives which of the named files are kept out.
func readIgnore(path string, names []string) (any, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	patterns, err := ignorefile.ReadAll(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return nil, err
	}
	ignored := []string{}
	for _, name := range names {
		matches, err := matcher.MatchesOrParentMatches(name)
		if err != nil {
			return nil, err
		}
		if matches {
			ignored = append(ignored, name)
		}
	}
	return ignored, nil
}
