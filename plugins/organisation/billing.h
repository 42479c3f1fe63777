#pragma once

#include <tenon/error.h>
#include <tenon/field.h>
#include <tenon/json.h>

#include <string_view>
#include <vector>

/// How an internet provider bills its subscribers: settings of a company. What they mean is told in the README.
namespace organisation::billing {

/// Members of `billing_settings` and `sync_settings`; none has an initial value, for a change leaves out what stays.
[[nodiscard]] tenon::Fields billingMembers();
[[nodiscard]] tenon::Fields syncMembers();

/// `sent` over `before`, which is empty for a new company: then what is missing has its usual value.
[[nodiscard]] tenon::JsonObject billingSettings(const tenon::JsonObject& before, const tenon::JsonObject& sent);
[[nodiscard]] tenon::JsonObject syncSettings(const tenon::JsonObject& before, const tenon::JsonObject& sent);

/// Throws 400 with SHARE_OUT_OF_RANGE for a percentage that is none, SHARE_SUM_NOT_100 when revenue is shared and the
/// three shares of a sale by a sub-reseller are not the whole, GRACE_EXCEEDS_MAX when the automatic grace is longer
/// than what an operator may grant.
void check(const tenon::JsonObject& company);

} // namespace organisation::billing
