package db

import "strings"

var likeEscape = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// EscapeLike makes a text stand for itself in a pattern of LIKE … ESCAPE '!'.
func EscapeLike(text string) string { return likeEscape.Replace(text) }
