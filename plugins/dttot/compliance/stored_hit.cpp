#include "compliance/stored_hit.h"

#include <algorithm>
#include <cmath>

namespace dttot::compliance {

namespace {

using screening::Hit;
using screening::Reason;
using screening::ReasonCode;

ReasonCode codeNamed(std::string_view name) {
    int code = 0;
    while (code < static_cast<int>(ReasonCode::passportEqual)
           && screening::codeOf(static_cast<ReasonCode>(code)) != name) {
        ++code;
    }
    return static_cast<ReasonCode>(code);
}

tenon::JsonObject jsonOf(const Reason& reason) {
    return {
        {"code", screening::codeOf(reason.code)},
        {"subject", reason.subject},
        {"listed", reason.listed},
        {"effect", reason.effect},
    };
}

Reason reasonIn(const tenon::JsonObject& stored) {
    return {
        .code = codeNamed(tenon::textAt(stored, "code")),
        .subject = std::string(tenon::textAt(stored, "subject")),
        .listed = std::string(tenon::textAt(stored, "listed")),
        .effect = stored.at("effect").to_number<double>(),
    };
}

} // namespace

std::string_view nameOf(Certainty certainty) {
    return certainty == Certainty::confirmedCandidate ? "confirmed_candidate" : "possible";
}

Certainty certaintyOf(const Hit& hit) {
    const bool hasNumber = std::ranges::any_of(hit.reasons, [](const Reason& reason) {
        return reason.code == ReasonCode::nikEqual || reason.code == ReasonCode::passportEqual;
    });
    return hasNumber ? Certainty::confirmedCandidate : Certainty::possible;
}

std::string textOf(const Hit& hit) {
    tenon::JsonArray reasons;
    for (const Reason& reason : hit.reasons) {
        reasons.push_back(jsonOf(reason));
    }
    return boost::json::serialize(tenon::JsonObject{
        {"subject_name", hit.subjectName},
        {"matched_name", hit.matchedName},
        {"name_score", hit.nameScore},
        {"score", hit.score},
        {"reasons", std::move(reasons)},
    });
}

Hit hitIn(std::string_view stored) {
    const tenon::Json json = boost::json::parse(boost::json::string_view(stored.data(), stored.size()));
    const tenon::JsonObject& object = json.as_object();
    Hit hit;
    hit.subjectName = tenon::textAt(object, "subject_name");
    hit.matchedName = tenon::textAt(object, "matched_name");
    hit.nameScore = object.at("name_score").to_number<double>();
    hit.score = object.at("score").to_number<double>();
    for (const tenon::Json& reason : object.at("reasons").as_array()) {
        hit.reasons.push_back(reasonIn(reason.as_object()));
    }
    return hit;
}

std::int64_t thousandthsOf(double score) { return std::llround(score * 1000); }

} // namespace dttot::compliance
