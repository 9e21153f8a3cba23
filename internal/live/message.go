package live

import (
	"encoding/json"

	"sluice/internal/base"
)

// hint is what travels: something named by the topic changed in the workspace. No workspace means all.
type hint struct {
	WS    base.ID `json:"ws"`
	Topic string  `json:"topic"`
}

// message is one notification between nodes.
type message struct {
	Node  string `json:"node"`
	Hints []hint `json:"hints"`
}

// longestMessage stays below PostgreSQL's 8000 bytes for a notification.
const longestMessage = 7900

// pack writes hints into as few messages as fit.
func pack(node string, hints []hint) ([]string, error) {
	if len(hints) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(message{Node: node, Hints: hints})
	if err != nil {
		return nil, err
	}
	if len(text) <= longestMessage || len(hints) == 1 {
		return []string{string(text)}, nil
	}
	first, err := pack(node, hints[:len(hints)/2])
	if err != nil {
		return nil, err
	}
	rest, err := pack(node, hints[len(hints)/2:])
	return append(first, rest...), err
}
