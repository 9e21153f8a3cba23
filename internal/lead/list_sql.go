package lead

import "strings"

func (c conditions) String() string {
	return strings.Join(append(conditions{"l.ws = :ws"}, c...), "\n\tAND ")
}

func (k sortKey) query(where conditions) string {
	direction := " ASC"
	if k.down {
		direction = " DESC"
	}
	return `SELECT ` + ColumnsOf("l") + `,
	c.name AS contact_name, c.email AS contact_email, c.phone AS contact_phone, ` + k.expression + ` AS sort_key
	FROM lead l JOIN contact c ON c.ws = l.ws AND c.id = l.contact
	WHERE ` + where.String() + `
	ORDER BY ` + k.expression + direction + `, l.id` + direction + ` LIMIT :limit`
}

func countSQL(where conditions) string {
	return `SELECT COUNT(*) FROM (SELECT 1 FROM lead l JOIN contact c ON c.ws = l.ws AND c.id = l.contact
	WHERE ` + where.String() + ` LIMIT :most) AS counted`
}
