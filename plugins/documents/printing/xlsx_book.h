#pragma once

#include <tenon/file.h>
#include <tenon/reply.h>

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace documents {

/// How a cell of a workbook looks.
struct Look {
    int size = 11;
    bool isBold = false;
    bool isFaint = false;
    bool isShaded = false;
    bool hasLineAbove = false;
    bool hasLineBelow = false;
    bool isAtRight = false;
    bool isWrapped = false;
    int indent = 0;
    std::string figures = {}; ///< The format of numbers and days: "#,##0.00"

    auto operator<=>(const Look&) const = default;
};

/// A workbook (Office Open XML) that is written row by row in bounded memory. Texts are cells of texts, which no
/// spreadsheet evaluates.
class XlsxBook {
public:
    /// Throws Unavailable when there is no room, as everything here does.
    explicit XlsxBook(tenon::FileStore& files);
    ~XlsxBook();
    XlsxBook(const XlsxBook&) = delete;
    XlsxBook& operator=(const XlsxBook&) = delete;

    /// A sheet with this name as far as sheets may have it, or another one; in Arabic from right to left.
    [[nodiscard]] lxw_worksheet* addSheet(std::string_view name, std::string_view language);

    [[nodiscard]] lxw_format* format(const Look& look);

    /// Completes the book.
    [[nodiscard]] tenon::FileReply finish(std::string_view name);

private:
    struct Free {
        void operator()(lxw_workbook* book) const;
    };

    tenon::Descriptor _file;
    std::unique_ptr<lxw_workbook, Free> _book;
    std::map<Look, lxw_format*> _formats;
};

} // namespace documents
