#include "drawing/report_drawing.h"

#include "drawing/columns.h"
#include "drawing/pages.h"
#include "drawing/table_drawing.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace documents::drawing {

namespace {

/// What is found out about a report before anything is drawn.
struct Plan {
    std::vector<std::optional<Columns>> columns; ///< Of each section's table
    Paper paper;
};

Direction directionOf(const std::string& language) {
    return language == "ar" ? Direction::rightToLeft : Direction::leftToRight;
}

Plan planOf(const Report& report, const Typography& typography) {
    Plan plan{.columns = {}, .paper = {shortSide, longSide, directionOf(report.language)}};
    for (const Section& section : report.sections) {
        plan.columns.push_back(section.table ? std::optional(Columns(typography, *section.table)) : std::nullopt);
        if (plan.columns.back() && plan.columns.back()->least() > shortSide - 2 * Pages::margin) {
            plan.paper = {longSide, shortSide, plan.paper.direction};
        }
    }
    return plan;
}

/// Lines under small headings, side by side.
void drawBlocks(Pages& pages, const std::vector<Block>& blocks) {
    constexpr double gap = 18;
    if (blocks.empty()) {
        return;
    }
    const TextStyle headingStyle{.size = 7.5, .mostLines = 1, .colour = faint};
    const TextStyle lineStyle{.size = 9, .mostLines = 4};
    const double width = (pages.width() + gap) / static_cast<double>(blocks.size()) - gap;

    struct Line {
        TextLayout layout;
        double start;
        double top;
        Colour colour;
    };

    std::vector<Line> lines;
    double height = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const double start = Pages::margin + static_cast<double>(i) * (width + gap);
        double top = 0;
        const auto add = [&](const std::string& text, const TextStyle& style) {
            lines.push_back({pages.canvas().set(text, width, style), start, top, style.colour});
            top += lines.back().layout.height();
        };
        if (!blocks[i].heading.empty()) {
            add(blocks[i].heading, headingStyle);
        }
        for (const std::string& text : blocks[i].lines) {
            TextStyle style = lineStyle;
            style.isBold = &text == &blocks[i].lines.front();
            add(text, style);
        }
        height = std::max(height, top);
    }
    pages.makeRoom(height);
    for (const Line& line : lines) {
        pages.canvas().text(line.layout, line.start, pages.top() + line.top, width, line.colour);
    }
    constexpr double after = 12;
    pages.advance(height + after);
}

/// Names above their values, some to a line.
void drawFacts(Pages& pages, const std::vector<Fact>& facts) {
    constexpr std::size_t perLine = 4;
    constexpr double gap = 10;
    const std::size_t columns = std::min(perLine, facts.size());
    const double width = columns == 0 ? 0 : pages.width() / static_cast<double>(columns > 2 ? columns : perLine);
    const TextStyle nameStyle{.size = 7.5, .mostLines = 1, .colour = faint};
    const TextStyle valueStyle{.size = 9, .mostLines = 3};
    for (std::size_t begin = 0; begin < facts.size(); begin += perLine) {
        double height = 0;
        double nameHeight = 0;
        std::vector<std::pair<TextLayout, TextLayout>> line;
        for (std::size_t i = begin; i < std::min(begin + perLine, facts.size()); ++i) {
            line.emplace_back(
                pages.canvas().set(facts[i].name, width - gap, nameStyle),
                pages.canvas().set(facts[i].value, width - gap, valueStyle)
            );
            nameHeight = std::max(nameHeight, line.back().first.height());
            height = std::max(height, line.back().second.height());
        }
        pages.makeRoom(nameHeight + height);
        double start = Pages::margin;
        for (const auto& [name, value] : line) {
            pages.canvas().text(name, start, pages.top(), width - gap, nameStyle.colour);
            pages.canvas().text(value, start, pages.top() + nameHeight, width - gap, valueStyle.colour);
            start += width;
        }
        constexpr double after = 8;
        pages.advance(nameHeight + height + after);
    }
}

/// A bar for each label, the longest as long as there is room.
void drawChart(Pages& pages, const std::vector<Bar>& bars) {
    constexpr double labelWidth = 130;
    constexpr double valueWidth = 60;
    constexpr double barHeight = 9;
    constexpr double pitch = 15;
    const TextStyle style{.size = 8.5, .mostLines = 1};
    std::int64_t most = 1;
    for (const Bar& bar : bars) {
        most = std::max(most, bar.value);
    }
    Canvas& canvas = pages.canvas();
    for (const Bar& bar : bars) {
        pages.makeRoom(pitch);
        const double share = static_cast<double>(bar.value) / static_cast<double>(most);
        const double length = (pages.width() - labelWidth - valueWidth) * share;
        const double start = Pages::margin + labelWidth;
        canvas.text(canvas.set(bar.label, labelWidth - 6, style), Pages::margin, pages.top(), labelWidth - 6);
        canvas.box(start, pages.top() + 1, bar.value > 0 ? std::max(length, 0.5) : 0, barHeight, accent);
        canvas.text(
            canvas.set(std::to_string(bar.value), valueWidth, style), start + length + 5, pages.top(), valueWidth
        );
        pages.advance(pitch);
    }
}

void drawSection(Pages& pages, const Section& section, const std::optional<Columns>& columns) {
    constexpr double headingWithSomething = 60;
    pages.makeRoom(headingWithSomething);
    pages.paragraph(section.heading, {.size = 11.5, .isBold = true, .mostLines = 3}, 4);
    drawBlocks(pages, section.blocks);
    drawFacts(pages, section.facts);
    for (const std::string& text : section.texts) {
        pages.paragraph(text, {.mostLines = 40}, 4);
    }
    drawChart(pages, section.chart);
    if (columns) {
        drawTable(pages, *section.table, *columns);
    }
    constexpr double after = 10;
    pages.advance(after);
}

/// Returns the number of pages.
int drawPages(Canvas& canvas, const Report& report, const Plan& plan, Footer footer) {
    Pages pages(canvas, std::move(footer));
    canvas.describe(report.title);
    pages.paragraph(report.issuer, {.size = 10, .isBold = true, .mostLines = 2, .colour = accent}, 1);
    pages.paragraph(report.title, {.size = 17, .isBold = true, .mostLines = 4}, report.subtitle.empty() ? 10 : 3);
    pages.paragraph(report.subtitle, {.size = 9, .mostLines = 4, .colour = faint}, 10);
    for (std::size_t i = 0; i < report.sections.size(); ++i) {
        drawSection(pages, report.sections[i], plan.columns[i]);
    }
    return pages.finish();
}

} // namespace

void draw(const Report& report, const std::string& pageLabel, const Canvas::Write& write) {
    const Typography typography;
    const Plan plan = planOf(report, typography);
    Footer footer{.text = report.issuer.empty() ? report.title : report.issuer + " · " + report.title};
    footer.pageLabel = pageLabel;
    // The first time tells how many pages there are.
    Canvas counting(typography, plan.paper, [](std::string_view) {});
    footer.pages = drawPages(counting, report, plan, footer);
    Canvas canvas(typography, plan.paper, write);
    drawPages(canvas, report, plan, footer);
    canvas.finish();
}

} // namespace documents::drawing
