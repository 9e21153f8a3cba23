package demo

// Names as one meets them in the Netherlands; all people are invented.
var (
	firstNames = []string{
		"Dirk", "Sanne", "Mohammed", "Marijke", "Willem", "Fatma", "Jeroen", "Anneke", "Rachid", "Ingrid", "Pieter", "Zeynep",
		"Hendrik", "Carla", "Sven", "Latifa", "Gijs", "Monique", "Orlando", "Trijntje", "Bas", "Chantal", "Emre", "Hanneke",
		"Koen", "Shanti", "Lars", "Ria", "Winston", "Femke", "Arie", "Naima", "Jan-Willem", "Beata", "Ruud", "Mei-Ling",
		"Theo", "Yvonne", "Sjoerd", "Amira", "Cornelis", "Eline", "Tomasz", "Corrie", "Joris", "Samira", "Nico", "Petra",
		"Ibrahim", "Wilma", "Maarten", "Dewi", "Frits", "Esra", "Rob", "Gonda", "Hugo", "Jolanda", "Kevin", "Lieve",
	}
	lastNames = []string{
		"van der Heijden", "de Vries", "Jansen", "El Idrissi", "Bakker", "van den Berg", "Yıldız", "Smit", "Meijer", "de Boer",
		"Mulder", "Ramautar", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Aydın", "Brouwer", "de Wit",
		"Dijkstra", "Smits", "de Graaf", "van der Meer", "Kok", "Ouali", "Jacobs", "Vermeulen", "van Vliet", "Schouten",
		"Willems", "Hoekstra", "Koster", "Verhoeven", "Prins", "Wolters", "Kowalski", "van Dongen", "Postma", "Nijenhuis-Terpstra",
		"te Riele", "Schipper", "Martens", "Wong", "Bouwman", "van Beek", "Kuipers", "Linders", "Tuinman", "Groot Koerkamp",
		"van 't Hof", "Özdemir", "Huisman", "Veenstra", "Sewnarain", "Driessen", "Timmermans", "Blom", "Evers",
	}
	streets = []string{
		"Dorpsstraat", "Kerkstraat", "Beukenlaan", "Molenweg", "Schoolstraat", "Lindelaan", "Julianastraat", "Wilhelminalaan",
		"Stationsweg", "Eikenlaan", "Prins Hendrikstraat", "Meidoornstraat", "Merelstraat", "Korenbloemstraat", "Vondelstraat",
		"Rembrandtlaan", "Industrieweg", "Nieuwstraat", "Kastanjelaan", "Burgemeester Jansenlaan", "Zonnebloemstraat", "Esdoornlaan",
		"Hazelaarstraat", "Beatrixlaan", "Kanaalweg", "Parallelweg", "Torenvalk", "Havikshorst", "Rietveld", "Waterranonkel",
	}
	messages = []string{
		"Wij willen graag voor de zomer beginnen. Het dak is in 2019 vernieuwd.",
		"Kunnen de panelen zwart zijn? De voorkant van het huis is goed te zien vanaf de straat.",
		"Ik ben overdag slecht te bereiken, liever na vijven bellen.",
		"We krijgen een warmtepomp en een elektrische auto, dus liever iets te veel dan te weinig.",
		"De meterkast is van vorig jaar. Er is nog een vrije groep.",
		"Graag ook een prijs met thuisbatterij, dan kunnen we vergelijken.",
		"De buren hebben ook interesse. Is er korting voor twee daken tegelijk?",
		"Er staat een schoorsteen op het zuiden. Hoeveel panelen verliezen we daardoor?",
		"Mijn man Wouter weet er het meest van. Bel gerust naar hem.",
		"Het is een rijtjeshuis met een plat dak op de aanbouw; misschien kan daar ook wat op.",
		"We zitten in een vereniging van eigenaars en hebben in april vergadering. Graag voor die tijd een offerte.",
		"Eerder een offerte gehad die veel te duur was. Ik hoor graag wat het bij u kost.",
		"Liefst eerst mailen, ik werk in ploegendienst.",
		"De stal is 40 meter lang. Op de noordkant hoeft niets.",
	}
	// remarks are what installers write after a call, by outcome.
	remarks = map[string][]string{
		"no_answer": {
			"Voicemail ingesproken.", "Gaat over, neemt niet op.", "Twee keer geprobeerd, morgen weer.", "Kreeg een kind aan de lijn, ouders niet thuis.", "",
		},
		"call_back": {"Stond in de winkel, belt liever een andere keer.", "Overlegt eerst met partner.", "Zit in een vergadering, later bellen."},
		"appointment": {
			"Komt goed uit, dakopname ingepland. Wil zwarte panelen.", "Kijken of de meterkast verzwaard moet worden.",
			"Batterij alleen als het salderen echt stopt in 2027.", "Steiger nodig, achterom bereikbaar.",
		},
		"wants_quote":    {"Heeft al gemeten, wil alleen de prijs weten.", "Offerte met en zonder batterij.", "Graag twee varianten: 10 en 14 panelen."},
		"quote_sent":     {"Offerte gemaild, belt volgende week terug.", "Twee varianten gestuurd.", "Offerte besproken aan de keukentafel."},
		"not_interested": {"Gaat toch verhuizen.", "Buurman doet het goedkoper.", "Wil wachten tot de prijzen zakken."},
		"order_placed":   {"Getekend! Montage over zes weken.", "Akkoord per mail, aanbetaling volgt.", "Opdracht voor de grote variant."},
		"resubmission":   {"Eerst dak laten isoleren, daarna graag weer contact.", "Na de verbouwing.", "Wil de jaarafrekening afwachten."},
	}
	returnRemarks = []string{"Agenda zit vol tot na de bouwvak.", "Ploeg is onderbezet.", "", "Ligt net te ver van onze route."}
	assignRemarks = []string{"Kunnen jullie deze erbij doen?", "Klant belde zelf, graag vandaag nog contact.", "Past bij jullie route.", ""}
)

// town is a place with the postcodes it has, and how often it comes up.
type town struct {
	name   string
	codes  []string
	weight int
}

// towns lean to the east, where the demo's first installers are. Three are in Zeeland, where there is none.
var towns = []town{
	{"Apeldoorn", []string{"7311", "7314", "7315", "7321", "7323", "7331", "7339"}, 12}, {"Zutphen", []string{"7201", "7203", "7206"}, 5},
	{"Deventer", []string{"7411", "7415", "7425"}, 5}, {"Epe", []string{"8161", "8162"}, 3}, {"Twello", []string{"7391"}, 2},
	{"Enschede", []string{"7511", "7521", "7531", "7545"}, 5}, {"Hengelo", []string{"7551", "7556"}, 3}, {"Almelo", []string{"7607", "7609"}, 3},
	{"Zwolle", []string{"8011", "8021", "8031"}, 4}, {"Kampen", []string{"8261", "8265"}, 2}, {"Raalte", []string{"8101", "8102"}, 2},
	{"Harderwijk", []string{"3841", "3844"}, 2}, {"Nunspeet", []string{"8071"}, 1}, {"Arnhem", []string{"6811", "6822", "6843"}, 5},
	{"Nijmegen", []string{"6511", "6525", "6541"}, 4}, {"Ede", []string{"6711", "6717"}, 3}, {"Doetinchem", []string{"7001", "7005"}, 3},
	{"Winterswijk", []string{"7101", "7103"}, 2}, {"Amsterdam", []string{"1018", "1054", "1098"}, 4}, {"Haarlem", []string{"2011", "2035"}, 3},
	{"Zaandam", []string{"1501", "1507"}, 2}, {"Alkmaar", []string{"1811", "1825"}, 2}, {"Hilversum", []string{"1211", "1223"}, 2},
	{"Amersfoort", []string{"3811", "3823"}, 3}, {"Utrecht", []string{"3511", "3571", "3543"}, 4}, {"Zeist", []string{"3701", "3705"}, 2},
	{"Rotterdam", []string{"3011", "3054", "3071"}, 4}, {"Delft", []string{"2611", "2624"}, 2}, {"Gouda", []string{"2801", "2807"}, 2},
	{"Leiden", []string{"2311", "2332"}, 2}, {"Tilburg", []string{"5011", "5038"}, 3}, {"Breda", []string{"4811", "4834"}, 3},
	{"Eindhoven", []string{"5611", "5642"}, 3}, {"Helmond", []string{"5701", "5709"}, 2}, {"Oss", []string{"5341", "5344"}, 2},
	{"Venlo", []string{"5911", "5915"}, 2}, {"Roermond", []string{"6041", "6045"}, 1}, {"Maastricht", []string{"6211", "6226"}, 2},
	{"Leeuwarden", []string{"8911", "8925"}, 2}, {"Sneek", []string{"8601", "8607"}, 1}, {"Groningen", []string{"9711", "9737"}, 3},
	{"Assen", []string{"9401", "9405"}, 2}, {"Emmen", []string{"7811", "7827"}, 2}, {"Hoogeveen", []string{"7901", "7908"}, 1},
	{"Lelystad", []string{"8232", "8243"}, 2}, {"Middelburg", []string{"4331", "4337"}, 1}, {"Goes", []string{"4461"}, 1}, {"Terneuzen", []string{"4531"}, 1},
}

// campaigns are where people came from.
var campaigns = []struct{ name, source, medium, term string }{
	{"Voorjaarsdaken 2026", "google", "cpc", "zonnepanelen kosten"}, {"Voorjaarsdaken 2026", "facebook", "paid-social", ""},
	{"Nieuwsbrief maart", "nieuwsbrief", "email", ""}, {"", "", "", ""}, {"Buurtactie", "flyer", "print", ""}, {"", "", "", ""},
}

// letters of postcodes; without the S there is none of the three pairs that are not given out.
const letters = "ABDEGHJKLMNPRTVWXZ"
