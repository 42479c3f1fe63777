#include "compliance/blocks.h"

#include "compliance/facts.h"
#include "screening/folding.h"

#include <algorithm>

namespace dttot::compliance {

namespace {

// The gravest comes first.
constexpr std::string_view openCases =
    "SELECT c.id, CASE WHEN c.status = 'approved' THEN 0 WHEN c.certainty = 'confirmed_candidate' THEN 1 ELSE 2 END "
    "FROM dttot_subject s JOIN dttot_case c ON c.subject_id = s.id AND c.is_current = 1 AND c.status <> 'rejected' "
    "WHERE s.kind = :kind AND s.record_id = :record ORDER BY 2, c.score DESC, c.id LIMIT 1";

// Rows with the number that no officer has cleared for this subject.
constexpr std::string_view rowsWithNumber =
    "SELECT r.record FROM dttot_identifier i JOIN dttot_row_in_force r ON r.id = i.row_id "
    "WHERE i.value = :number AND NOT EXISTS (SELECT 1 FROM dttot_subject s JOIN dttot_case c ON c.subject_id = s.id "
    "WHERE s.kind = :kind AND s.record_id = :record AND c.is_current = 1 AND c.status = 'rejected' AND "
    "c.list_id = r.list_id AND c.content = r.content) ORDER BY r.id";

Standing blocked(tenon::Message reason, std::int64_t caseId) {
    return {Standing::State::blocked, "COUNTERPARTY_BLOCKED", std::move(reason), caseId};
}

} // namespace

Standing Blocks::standingOf(const Counterparty& counterparty) {
    const auto byCases = standingByCases(counterparty);
    if (byCases && byCases->state == Standing::State::blocked) {
        return *byCases;
    }
    // Screening follows a change within moments; a number is looked up here, so that nothing is posted in between.
    if (hasListedNumber(counterparty, "nik", counterparty.nik)
        || hasListedNumber(counterparty, "passports", counterparty.passport)) {
        return blocked("An identity number is that of a listed subject; a compliance officer must clear it first.", 0);
    }
    return byCases.value_or(Standing());
}

std::optional<Standing> Blocks::standingByCases(const Counterparty& counterparty) {
    return _app.database().first(
        openCases,
        {{"kind", counterparty.kind}, {"record", counterparty.id}},
        [](const tenon::Row& row) -> Standing {
            switch (row.integer(1)) {
            case 0:
                return blocked("A compliance officer has confirmed that this is a listed subject.", row.integer(0));
            case 1:
                return blocked(
                    "An identity number is that of a listed subject; a compliance officer must clear it first.",
                    row.integer(0)
                );
            default:
                return {
                    Standing::State::possible,
                    "COUNTERPARTY_POSSIBLE_MATCH",
                    "The name is like that of a listed subject; a compliance officer has yet to decide.",
                    row.integer(0)};
            }
        }
    );
}

bool Blocks::hasListedNumber(const Counterparty& counterparty, std::string_view member, std::string_view number) {
    const std::string wanted = screening::compacted(number);
    if (wanted.empty()) {
        return false;
    }
    bool found = false;
    _app.database().each(
        rowsWithNumber,
        {{"number", wanted}, {"kind", counterparty.kind}, {"record", counterparty.id}},
        [&](const tenon::Row& row) {
            // The same digits may be somebody's telephone number, or his wife's NIK.
            const tenon::JsonObject record = jsonIn(row.text(0));
            const tenon::Json* numbers = record.if_contains(member);
            found = found
                    || (numbers != nullptr && numbers->is_array()
                        && std::ranges::any_of(numbers->get_array(), [&](const tenon::Json& listed) {
                               return screening::compacted(tenon::textOf(listed.as_string())) == wanted;
                           }));
        }
    );
    return found;
}

std::optional<parties::Block> PartyScreening::blocked(const parties::Party& party) {
    Standing standing =
        _blocks->standingOf({.kind = "party", .id = party.id, .nik = party.nationalId, .passport = party.passportNumber}
        );
    if (standing.state != Standing::State::blocked) {
        return std::nullopt;
    }
    return parties::Block{std::move(standing.code), std::move(standing.reason)};
}

} // namespace dttot::compliance
