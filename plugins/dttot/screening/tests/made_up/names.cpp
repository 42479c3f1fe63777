#include "names.h"

namespace made_up {

namespace {

constexpr std::string_view indonesianGiven[] = {
    "Wawan",   "Darmawan", "Sulistyo", "Basuki",   "Hendarto", "Yudistira",    "Rustam",      "Kasman",      "Lukito",
    "Marwoto", "Suwandi",  "Tarno",    "Wahono",   "Ponco",    "Gatot",        "Harsono",     "Imam",        "Jumadi",
    "Kuncoro", "Lasmi",    "Mardi",    "Ngatimin", "Oka",      "Pardi",        "Rohani",      "Sarwono",     "Topan",
    "Usup",    "Warsito",  "Yohanes",  "Zulham",   "Burhan",   "Dahlan",       "Fikri",       "Gofar",       "Hilmi",
    "Ikhwan",  "Jauhari",  "Karnadi",  "Lukmanto", "Masyhuri", "Nazarudin",    "Ramlan",      "Sofyan",      "Tohari",
    "Umaya",   "Winarto",  "Yusran",   "Zamroni",  "Asmara",   "Bachtiar",     "Cokro",       "Darsono",     "Edhi",
    "Fatah",   "Gunadi",   "Haryono",  "Irsyad",   "Juwono",   "Khotib",       "Legiman",     "Mukhlis",     "Nurhadi",
    "Paimin",  "Rasman",   "Sukirno",  "Taryono",  "Wakidi",   "Yatno",        "Muhammad",    "Ahmad",       "Siti",
    "Agus",    "Dewi",     "Nur",      "Budi",     "Eko",      "Abdul Rosyad", "Abdul Jalil", "Abdul Hakim",
};

constexpr std::string_view arabicGiven[] = {
    "Thabit",   "Harith", "Mukhtar",       "Luay",    "Qutaybah", "Rabi",   "Sufyan",      "Tamim",
    "Ubaydah",  "Wathiq", "Yazid",         "Zuhair",  "Anwar",    "Burhan", "Daher",       "Fadel",
    "Ghassan",  "Hatim",  "Imad",          "Jawad",   "Kamal",    "Labib",  "Mazin",       "Nadim",
    "Osama",    "Qais",   "Radwan",        "Shakir",  "Tahir",    "Usaid",  "Wajdi",       "Yasin",
    "Ziyad",    "Ashraf", "Bashir",        "Faraj",   "Hazim",    "Iyad",   "Jihad",       "Khalil",
    "Mahfuz",   "Najm",   "Raid",          "Saad",    "Talal",    "Wail",   "Abdul Salam", "Abdul Jabbar",
    "Mohammed", "Ahmed",  "Abdul Mutalib", "Ibrahim", "Ismail",   "Shukri", "Naif",        "Nawaf",
};

constexpr std::string_view indonesianBegin[] = {
    "Kerto", "Mangku", "Suro",  "Tirto", "Wiryo",  "Pati", "Gondo", "Honggo", "Jala", "Karta", "Lawe", "Marga", "Nala",
    "Prawi", "Ranga",  "Sasmi", "Tandi", "Wangsa", "Yoga", "Cakra", "Bale",   "Dipa", "Ganda", "Hadi", "Jati",  "Kusu",
};

constexpr std::string_view indonesianMiddle[] = {
    "",
    "",
    "di",
    "ra",
    "wi",
    "ne",
    "la",
    "su",
    "pa",
    "ka",
    "ma",
    "lo",
    "ti",
    "ga",
};

constexpr std::string_view indonesianEnd[] = {
    "winangun", "raja",   "negoro", "atmojo", "diningrat", "kusumo", "langit",  "pura",   "sastro", "tenaya", "wacana",
    "yasa",     "ganesa", "lodra",  "mulia",  "permadi",   "rasa",   "sentika", "taruna", "wulung", "jayeng", "buana",
};

constexpr std::string_view arabicBegin[] = {
    "Qar", "Bas", "Dul", "Fay", "Ham",  "Jaz",  "Kur",  "Lab",  "Mur", "Nas", "Ras", "Sam",
    "Tar", "Wad", "Yam", "Zar", "Shum", "Khor", "Ghar", "Harb", "Jum", "Sab", "Tik", "Mis",
};

constexpr std::string_view arabicMiddle[] = {"", "a", "i", "u", "al", "an", "id", "ab", "ar", "am"};

constexpr std::string_view arabicEnd[] = {
    "dawi",
    "mani",
    "lawi",
    "rani",
    "sari",
    "tani",
    "bali",
    "qani",
    "zadi",
    "dosi",
    "ruti",
    "hiri",
    "jari",
    "fani",
};

constexpr std::string_view persianEnd[] = {"zada", "pur", "yar", "khel", "wal", "nezhad"};

constexpr std::string_view latinGiven[] = {
    "Robert",     "William",   "James",     "Thomas",  "Edward",   "Margaret", "Elizabeth", "Katherine", "Michael",
    "Stephen",    "Alexander", "Dmitri",    "Sergei",  "Nikolai",  "Pavel",    "Carlos",    "Fernando",  "Ricardo",
    "Eduardo",    "Javier",    "Wolfgang",  "Jürgen",  "Matthias", "Günther",  "Ulrike",    "Giovanni",  "Alessandro",
    "Lorenzo",    "Fabrizio",  "Chiara",    "Étienne", "Gérard",   "Mathilde", "Benoît",    "Thierry",   "Radomir",
    "Zdeněk",     "Jaroslav",  "Milena",    "Vesna",   "Ingrid",   "Torsten",  "Halvard",   "Sigrid",    "Bjørn",
    "Declan",     "Niamh",     "Gareth",    "Rhys",    "Imogen",   "Prescott", "Tyrone",    "Delilah",   "Beatrice",
    "Montgomery", "Philip",    "Frederick", "Anthony", "Theodore", "Patrick",
};

constexpr std::string_view latinBegin[] = {
    "Abel",  "Bran", "Corn", "Dray",  "Ells", "Farn",   "Gold",  "Harg",  "Ingel", "Jarr",
    "Kest",  "Lang", "Marl", "North", "Ost",  "Pember", "Quill", "Rosen", "Stein", "Thorn",
    "Under", "Volk", "West", "Zim",   "Petr", "Karl",   "Mend",  "Vill",
};

constexpr std::string_view latinEnd[] = {
    "worth", "stein", "berg", "ovich", "enko", "ini", "etti",  "oz",  "ez",  "feld",  "man", "son",  "dale", "ford",
    "ova",   "ski",   "mann", "heim",  "wood", "ley", "hurst", "aux", "ard", "quist", "sen", "elli", "ado",  "eira",
};

constexpr std::string_view places[] = {
    "Wonogiri",
    "Purworejo",
    "Banyumas",
    "Lumajang",
    "Bondowoso",
    "Sumenep",
    "Kudus",
    "Rembang",
    "Kebumen",
    "Majene",
    "Palopo",
    "Bitung",
    "Ternate",
    "Sorong",
    "Langsa",
    "Binjai",
    "Solok",
    "Dumai",
    "Metro",
    "Serang",
    "Kab. Brebes",
    "Kota Cilegon",
    "Hodeidah, Yaman",
    "Basra, Irak",
    "Herat, Afganistan",
    "Homs, Suriah",
    "Zamboanga, Filipina",
};

constexpr std::string_view organisationWords[] = {
    "Mandiri", "Gemilang", "Abadi",   "Berkah",  "Cendana", "Damai",   "Elang",    "Galaksi", "Harapan", "Intan",
    "Jaya",    "Kencana",  "Lestari", "Mutiara", "Nirwana", "Pelangi", "Rembulan", "Sinar",   "Teratai", "Utama",
    "Wahana",  "Zamrud",   "Angkasa", "Bintang", "Cempaka", "Delima",  "Merpati",  "Garuda",  "Hikmah",  "Ikhlas",
};

constexpr std::string_view organisationForms[] = {
    "PT",
    "CV",
    "Yayasan",
    "Koperasi",
    "Perkumpulan",
    "Lembaga",
    "Laskar",
    "Kelompok",
    "Majelis",
    "UD",
};

std::string joined(std::string_view a, std::string_view b, std::string_view c) {
    return std::string(a).append(b).append(c);
}

} // namespace

std::string indonesianGivenName(Random& random) { return std::string(random.of(indonesianGiven)); }

std::string arabicGivenName(Random& random) { return std::string(random.of(arabicGiven)); }

std::string indonesianFamilyName(Random& random) {
    const std::string_view begin = random.of(indonesianBegin);
    const std::string_view middle = random.of(indonesianMiddle);
    return joined(begin, middle, random.of(indonesianEnd));
}

std::string arabicFamilyName(Random& random) {
    const std::string_view begin = random.of(arabicBegin);
    const std::string_view middle = random.of(arabicMiddle);
    if (random.chance(20)) {
        return joined(begin, middle, random.of(persianEnd));
    }
    return "al-" + joined(begin, middle, random.of(arabicEnd));
}

std::string indonesianName(Random& random) {
    std::string name = indonesianGivenName(random);
    if (random.chance(40)) {
        name += ' ' + indonesianGivenName(random);
    } else if (random.chance(20)) {
        name += " bin " + indonesianGivenName(random);
    }
    return name + ' ' + indonesianFamilyName(random);
}

std::string arabicName(Random& random) {
    std::string name = arabicGivenName(random);
    if (random.chance(70)) {
        name += (random.chance(30) ? " bin " : random.chance(20) ? " ibn " : " ") + arabicGivenName(random);
    }
    return name + ' ' + arabicFamilyName(random);
}

std::string organisationWord(Random& random) { return std::string(random.of(organisationWords)); }

std::string organisationForm(Random& random) { return std::string(random.of(organisationForms)); }

std::string organisationName(Random& random) {
    std::string name = organisationForm(random);
    const int words = random.between(2, 3);
    for (int i = 0; i < words; ++i) {
        name += ' ' + organisationWord(random);
    }
    return name;
}

std::string calledByChild(Random& random) { return (random.chance(80) ? "Abu " : "Ummu ") + arabicGivenName(random); }

std::string latinGivenName(Random& random) { return std::string(random.of(latinGiven)); }

std::string latinFamilyName(Random& random) {
    const std::string_view begin = random.of(latinBegin);
    return joined(begin, "", random.of(latinEnd));
}

std::string place(Random& random) { return std::string(random.of(places)); }

} // namespace made_up
