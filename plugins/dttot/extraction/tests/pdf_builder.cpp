#include "extraction/tests/pdf_builder.h"

namespace dttot::tests {

void PdfBuilder::text(double left, double top, std::string_view text, double size) {
    std::string escaped;
    for (const char c : text) {
        escaped += c == '(' || c == ')' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    _pages.back() += "BT /F1 " + std::to_string(size) + " Tf " + std::to_string(left) + ' '
                     + std::to_string(_height - top - size) + " Td (" + escaped + ") Tj ET\n";
}

void PdfBuilder::line(double fromX, double fromY, double toX, double toY) {
    _pages.back() += "0.5 w " + std::to_string(fromX) + ' ' + std::to_string(_height - fromY) + " m "
                     + std::to_string(toX) + ' ' + std::to_string(_height - toY) + " l S\n";
}

void PdfBuilder::cell(double left, double top, const std::vector<std::string_view>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text(left, top + 9 * static_cast<double>(i), lines[i]);
    }
}

void PdfBuilder::grid(const std::vector<double>& xs, const std::vector<double>& ys) {
    for (const double x : xs) {
        line(x, ys.front(), x, ys.back());
    }
    for (const double y : ys) {
        line(xs.front(), y, xs.back(), y);
    }
}

std::string PdfBuilder::bytes() const {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"};
    std::string kids;
    for (const std::string& content : _pages) {
        const std::size_t page = objects.size() + 1;
        kids += std::to_string(page) + " 0 R ";
        objects.push_back(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(_width) + ' ' + std::to_string(_height)
            + "]/Resources<</Font<</F1 3 0 R>>>>/Contents " + std::to_string(page + 1) + " 0 R>>"
        );
        objects.push_back("<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "endstream");
    }
    objects[1] = "<</Type/Pages/Count " + std::to_string(_pages.size()) + "/Kids[" + kids + "]>>";

    std::string out = "%PDF-1.4\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const std::string offset = std::to_string(out.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(out.size());
    return out + table + "trailer<</Root 1 0 R/Size " + std::to_string(objects.size() + 1) + ">>\nstartxref\n" + start
           + "\n%%EOF\n";
}

} // namespace dttot::tests
