#include "product_import.h"

#include "catalogue_tables.h"

#include <tenon/documents/imports.h>

#include <map>

namespace inventory {

namespace {

using documents::columnOf;
using documents::Existing;
using documents::ImportColumn;
using documents::ImportWork;
using documents::RowOutcome;
using tenon::JsonObject;
using tenon::Request;

constexpr std::string_view categorySql =
    "SELECT id FROM inventory_category WHERE company_id = :company AND (code = :key OR name = :key) "
    "ORDER BY CASE WHEN code = :key THEN 0 ELSE 1 END, id LIMIT 1";

std::vector<ImportColumn> columns() {
    using namespace tenon::fields;
    const tenon::Fields product = products().fields;
    return {
        columnOf(product, "sku", {"SKU", "Kode", "الرمز", "Product code", "Kode produk", "Kode barang", "رمز المنتج"}),
        columnOf(
            product, "name", {"Name", "Nama", "الاسم", "Product name", "Nama produk", "Nama barang", "اسم المنتج"}
        ),
        columnOf(
            product,
            "type",
            {"Type", "Jenis", "النوع"},
            {{"barang", "goods"},
             {"بضاعة", "goods"},
             {"سلعة", "goods"},
             {"jasa", "service"},
             {"خدمة", "service"},
             {"aset", "asset"},
             {"أصل", "asset"}}
        ),
        {text("category", 200).help("Code or name of a category"), {"Category", "Kategori", "الفئة"}, {}},
        columnOf(product, "unit", {"Unit", "Satuan", "الوحدة"}),
        columnOf(product, "price", {"Price", "Harga", "السعر", "Harga jual", "سعر البيع"}),
        columnOf(product, "cost", {"Cost", "Biaya", "التكلفة", "Harga pokok", "Harga beli"}),
        columnOf(
            product,
            "costing",
            {"Costing", "Metode biaya", "طريقة التكلفة"},
            {{"rata-rata", "average"}, {"متوسط", "average"}, {"tetap", "fixed"}, {"ثابت", "fixed"}}
        ),
        columnOf(
            product,
            "tracking",
            {"Tracking", "Pelacakan", "التتبع"},
            {{"tidak ada", "none"},
             {"بدون", "none"},
             {"batch", "lot"},
             {"دفعة", "lot"},
             {"seri", "serial"},
             {"تسلسلي", "serial"}}
        ),
        columnOf(product, "barcode", {"Barcode", "Kode batang", "الباركود", "EAN"}),
        columnOf(product, "description", {"Description", "Deskripsi", "الوصف", "Keterangan"}),
        columnOf(product, "allow_negative_stock", {"Negative stock", "Stok negatif", "السماح بمخزون سالب"}),
        columnOf(product, "is_active", {"Active", "Aktif", "نشط"}),
    };
}

/// Categories by what a file calls them, each asked for once.
class Categories {
public:
    Categories(tenon::Database& database, std::int64_t company) : _database(database), _company(company) {}

    [[nodiscard]] std::int64_t named(std::string_view key) {
        auto& known = _known[std::string(key)];
        if (!known) {
            known = _database.value<std::int64_t>(categorySql, {{"company", _company}, {"key", key}});
        }
        if (!known) {
            throw tenon::Invalid("category", "Refers to a record that does not exist.");
        }
        return *known;
    }

private:
    tenon::Database& _database;
    const std::int64_t _company;
    std::map<std::string, std::optional<std::int64_t>> _known;
};

ImportWork beginImport(
    tenon::App& app, tenon::ResourceRoutes& routes, const Request& request, std::int64_t company, Existing existing
) {
    const auto categories = std::make_shared<Categories>(app.database(), company);
    return {.row = [rows = app.find<tenon::Rows>(), &routes, &request, company, existing, categories](JsonObject row) {
        documents::RowSteps steps;
        steps.take([&] {
            const std::string category(tenon::textAt(row, "category"));
            row.erase("category");
            if (!category.empty()) {
                row["category_id"] = categories->named(category);
            }
        });
        RowOutcome outcome{};
        steps.take([&] {
            const JsonObject key{{"company_id", company}, {"sku", row.at("sku")}};
            outcome = documents::storeRow(*rows, routes, request, existing, key, row);
        });
        steps.finish();
        return outcome;
    }};
}

} // namespace

void declareProductImport(tenon::App& app, StockService& stock, tenon::ResourceRoutes& routes) {
    const auto imports = app.find<documents::Imports>();
    if (!imports) {
        return;
    }
    imports->declare(
        app,
        {.path = "/inventory/products/import/",
         .permission = "inventory.products.add",
         .summary = "Adds products from a spreadsheet, or changes those whose SKU is there already",
         .audit = "inventory.products.imported",
         .model = "inventory_product",
         .columns = columns(),
         .key = {"sku"},
         .options = {organisation::companyField()},
         .begin =
             [&app, &stock, &routes](const Request& request, Existing existing) {
                 const std::int64_t company = stock.companies().current(request, "inventory.products.add").id;
                 return beginImport(app, routes, request, company, existing);
             }}
    );
}

} // namespace inventory
