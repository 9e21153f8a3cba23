package i18n

// Text is wording that a workspace brings itself, in the languages it has: {en: "...", nl: "..."}.
type Text map[Lang]string

// In is the text for a reader of lang: in that language, else in English, else in the first
// language that has one. It is "" only when no language does.
func (t Text) In(lang Lang) string {
	if s := t[lang]; s != "" {
		return s
	}
	for _, l := range Langs {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}
