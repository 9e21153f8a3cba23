package demo

// company is an invented installer.
type company struct {
	name, domain   string
	town, postcode string
	region         string
	// areas are stretches of postcodes.
	areas    [][2]string
	products []string
	caps     caps
	state    string // "", "away" or "inactive"
	people   []person
}

type caps struct{ open, day, week int }

type person struct{ name, user, role, mail string }

const (
	roleInstaller      = "installer"
	rolePartnerManager = "partner-manager"
	roleAccountManager = "account-manager"
	roleIntegrator     = "integrator"
)

// region is a part of the country with the brand's person for it.
type region struct {
	name      string
	provinces []string
	manager   person
}

var solarRegions = []region{
	{"Oost", []string{"GE", "OV"}, person{"Sanne Vos", "sanne", roleAccountManager, ""}},
	{"West", []string{"NH", "ZH", "UT"}, person{"Mehmet Yılmaz", "mehmet", roleAccountManager, ""}},
	{"Zuid", []string{"NB", "LI", "ZE"}, person{"Loes Verhagen", "loes", roleAccountManager, ""}},
	{"Noord", []string{"GR", "FR", "DR", "FL"}, person{"Wietske Hoekstra", "wietske", roleAccountManager, ""}},
}

// solarCompanies overlap in the east, so that a lead there is wanted by several. Nobody serves Zeeland.
var solarCompanies = []company{
	{
		name: "Zonwerk Veluwe", domain: "zonwerk-veluwe", town: "Apeldoorn", postcode: "7311 GV", region: "Oost",
		areas: [][2]string{{"7200", "7239"}, {"7300", "7399"}, {"8160", "8199"}, {"3840", "3899"}},
		people: []person{
			{"Joost Brinkhuis", "joost", roleInstaller, ""}, {"Anouk Lammers", "anouk", roleInstaller, "digest"},
			{"Henk Brinkhuis", "henk", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Dakkracht Twente", domain: "dakkracht", town: "Enschede", postcode: "7511 HN", region: "Oost",
		areas: [][2]string{{"7000", "7699"}}, caps: caps{day: 6},
		people: []person{
			{"Fenna Dijkstra", "fenna", roleInstaller, ""}, {"Bart Wolterink", "bart", roleInstaller, "off"},
			{"Marieke Nijhuis", "marieke", rolePartnerManager, "digest"},
		},
	},
	{
		name: "IJsselzon", domain: "ijsselzon", town: "Zwolle", postcode: "8011 PK", region: "Oost",
		areas: [][2]string{{"7300", "7439"}, {"7700", "7799"}, {"8000", "8299"}},
		people: []person{
			{"Sem Hofman", "sem", roleInstaller, ""}, {"Geke Rozendaal", "geke", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Rijnstroom Solar", domain: "rijnstroom", town: "Arnhem", postcode: "6811 KD", region: "Oost",
		areas: [][2]string{{"6500", "6999"}, {"7200", "7399"}}, caps: caps{week: 20},
		people: []person{
			{"Youssef El Amrani", "youssef", roleInstaller, ""}, {"Tessa van Rooijen", "tessa", roleInstaller, "off"},
			{"Gerard Peelen", "gerard", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Achterhoek Energiedak", domain: "energiedak", town: "Doetinchem", postcode: "7001 BW", region: "Oost", state: "away",
		areas: [][2]string{{"6900", "7299"}},
		people: []person{
			{"Rick te Brake", "rick", roleInstaller, ""}, {"Ilse Wiggers", "ilse", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Gooizon", domain: "gooizon", town: "Hilversum", postcode: "1211 EX", region: "West",
		areas: [][2]string{{"1200", "1419"}, {"3600", "3799"}},
		people: []person{
			{"Daan Visser", "daan", roleInstaller, ""}, {"Priya Ramdin", "priya", rolePartnerManager, ""},
		},
	},
	{
		name: "Amstelstroom", domain: "amstelstroom", town: "Amsterdam", postcode: "1018 VN", region: "West",
		areas: [][2]string{{"1000", "1199"}, {"1400", "2199"}}, caps: caps{open: 25},
		people: []person{
			{"Noor Bakker", "noor", roleInstaller, ""}, {"Kofi Mensah", "kofi", roleInstaller, "digest"},
			{"Saskia de Wit", "saskia", rolePartnerManager, "off"},
		},
	},
	{
		name: "Delfland Zonnestroom", domain: "delflandzon", town: "Delft", postcode: "2611 RB", region: "West",
		areas: [][2]string{{"2200", "3399"}},
		people: []person{
			{"Thijs van der Meer", "thijs", roleInstaller, ""}, {"Ayşe Demir", "ayse", roleInstaller, "digest"},
			{"Ruben Molenaar", "ruben", rolePartnerManager, "off"},
		},
	},
	{
		name: "Domstad Daken", domain: "domstaddaken", town: "Utrecht", postcode: "3511 LN", region: "West",
		areas: [][2]string{{"3400", "3999"}}, products: []string{"panels"},
		people: []person{
			{"Lieke Janssen", "lieke", roleInstaller, ""}, {"Mohammed Bouzid", "mohammed", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Brabants Zonnebedrijf", domain: "brabantszon", town: "Tilburg", postcode: "5038 EA", region: "Zuid",
		areas: [][2]string{{"4600", "5299"}},
		people: []person{
			{"Bram Claassen", "bram", roleInstaller, ""}, {"Sofie van Gestel", "sofie", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Peelzon", domain: "peelzon", town: "Helmond", postcode: "5701 NS", region: "Zuid",
		areas: [][2]string{{"5300", "5899"}},
		people: []person{
			{"Jeroen Vullings", "jeroen", roleInstaller, ""}, {"Karolina Nowak", "karolina", roleInstaller, "digest"},
			{"Wim Aerts", "wim", rolePartnerManager, "off"},
		},
	},
	{
		name: "Maasdal Solar", domain: "maasdal", town: "Maastricht", postcode: "6211 CE", region: "Zuid",
		areas: [][2]string{{"5900", "6499"}},
		people: []person{
			{"Guus Erens", "guus", roleInstaller, ""}, {"Mirjam Hendriks", "mirjam", rolePartnerManager, ""},
		},
	},
	{
		name: "Wadzon Installaties", domain: "wadzon", town: "Leeuwarden", postcode: "8911 AC", region: "Noord",
		areas: [][2]string{{"8400", "9299"}},
		people: []person{
			{"Jelle Terpstra", "jelle", roleInstaller, ""}, {"Sjoukje de Jong", "sjoukje", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Hunze Zonnetechniek", domain: "hunzezon", town: "Assen", postcode: "9401 HJ", region: "Noord",
		areas: [][2]string{{"7800", "7999"}, {"9300", "9999"}},
		people: []person{
			{"Harm Boelens", "harm", roleInstaller, ""}, {"Alie Kuipers", "alie", rolePartnerManager, "digest"},
		},
	},
	{
		name: "Polderdak", domain: "polderdak", town: "Lelystad", postcode: "8232 VC", region: "Noord", state: "inactive",
		areas:  [][2]string{{"1300", "1379"}, {"8200", "8259"}, {"8300", "8329"}},
		people: []person{{"Fleur Mooij", "fleur", rolePartnerManager, ""}},
	},
}
