#include "demo_parties.h"

#include <array>

namespace parties {

namespace {

struct DemoParty {
    const char* company; ///< Code of the company
    const char* kind;
    const char* role;
    const char* code;
    const char* name;
    const char* email;
    const char* phone;
    const char* country;
    const char* city;
    const char* street;
};

constexpr std::array<DemoParty, 16> people{{
    {"PNET",
     "organization",
     "is_customer",
     "C-0001",
     "Meghna Garments Ltd",
     "accounts@meghna-garments.example",
     "+8801711440021",
     "BD",
     "Chattogram",
     "Plot 12, Kalurghat I/A"},
    {"PNET",
     "organization",
     "is_customer",
     "C-0002",
     "Karnaphuli Shipping Agency",
     "it@karnaphuli-shipping.example",
     "+8801819320745",
     "BD",
     "Chattogram",
     "Strand Road 41"},
    {"PNET",
     "person",
     "is_subscriber",
     "S-0101",
     "Rashida Begum",
     "rashida.begum@example.com",
     "+8801912778340",
     "BD",
     "Chattogram",
     "House 5, Lane 3, Halishahar"},
    {"PNET",
     "person",
     "is_subscriber",
     "S-0102",
     "Tanvir Ahmed Chowdhury",
     "tanvir.chowdhury@example.com",
     "+8801620558107",
     "BD",
     "Cox's Bazar",
     "Kolatoli Road 18"},
    {"PNET",
     "person",
     "is_subscriber",
     "S-0103",
     "Sumaiya Islam",
     "sumaiya.islam@example.com",
     "+8801552904416",
     "BD",
     "Khulna",
     "12 KDA Avenue"},
    {"PNET",
     "organization",
     "is_supplier",
     "V-0001",
     "Bay Fibre Optic Cables",
     "sales@bayfibre.example",
     "+8802334455120",
     "BD",
     "Dhaka",
     "22 Tejgaon I/A"},
    {"PNET",
     "organization",
     "is_supplier",
     "V-0002",
     "Sundarban Power Distribution",
     "billing@sundarban-power.example",
     "+8804172200310",
     "BD",
     "Khulna",
     "Upper Jashore Road 7"},
    {"MRJN",
     "organization",
     "is_customer",
     "C-0001",
     "Toko Bangunan Sumber Rejeki",
     "order@sumberrejeki.example",
     "+62218445120",
     "ID",
     "Jakarta",
     "Jl. Matraman Raya 77"},
    {"MRJN",
     "organization",
     "is_customer",
     "C-0002",
     "CV Mitra Tani Makmur",
     "pembelian@mitratani.example",
     "+62317320881",
     "ID",
     "Surabaya",
     "Jl. Margomulyo 44"},
    {"MRJN",
     "organization",
     "is_customer",
     "C-0003",
     "Koperasi Nelayan Bahari",
     "bahari@nelayan.example",
     "+62341887023",
     "ID",
     "Malang",
     "Jl. Soekarno Hatta 9"},
    {"MRJN",
     "person",
     "is_customer",
     "C-0004",
     "Dewi Kartikasari",
     "dewi.kartikasari@example.com",
     "+6281290334471",
     "ID",
     "Jakarta",
     "Jl. Tebet Barat IV/8"},
    {"MRJN",
     "organization",
     "is_supplier",
     "V-0001",
     "Guangzhou Harmony Hardware Co",
     "export@gz-harmony.example",
     "+862088120034",
     "CN",
     "Guangzhou",
     "88 Zhongshan Avenue"},
    {"MRJN",
     "organization",
     "is_supplier",
     "V-0002",
     "PT Logistik Samudra Raya",
     "cs@samudraraya.example",
     "+62314701199",
     "ID",
     "Surabaya",
     "Jl. Perak Timur 212"},
    {"PDM",
     "organization",
     "is_supplier",
     "V-0001",
     "Gulshan Chartered Accountants",
     "office@gulshan-ca.example",
     "+880255012340",
     "BD",
     "Dhaka",
     "Road 52, House 9"},
    {"PDM",
     "organization",
     "is_supplier",
     "V-0002",
     "Al Noor Business Consultants",
     "info@alnoor.example",
     "+966112004518",
     "SA",
     "Riyadh",
     "King Fahd Road 410"},
    {"PDM",
     "organization",
     "is_customer",
     "C-0001",
     "Kuwait Gulf Investments",
     "treasury@kgi.example",
     "+96522405511",
     "KW",
     "Kuwait City",
     "Al Shuhada Street 3"},
}};

std::optional<std::int64_t>
companyWithCode(organisation::Companies& companies, const tenon::Caller& system, std::string_view code) {
    for (const std::int64_t id : companies.companiesOf(system, "parties.add")) {
        if (companies.company(id).code == code) {
            return id;
        }
    }
    return std::nullopt;
}

} // namespace

void loadDemoParties(PartyStore& store, organisation::Companies& companies, const tenon::Caller& system) {
    for (const DemoParty& person : people) {
        const auto company = companyWithCode(companies, system, person.company);
        if (!company) {
            continue;
        }
        store.add(
            system,
            {{"company_id", *company},
             {"kind", person.kind},
             {person.role, true},
             {"code", person.code},
             {"name", person.name},
             {"email", person.email},
             {"phone", person.phone},
             {"addresses",
              tenon::JsonArray{
                  {{"kind", "main"}, {"street", person.street}, {"city", person.city}, {"country", person.country}}}}}
        );
    }
}

} // namespace parties
