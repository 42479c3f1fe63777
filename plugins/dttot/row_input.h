#pragma once

#include <tenon/json.h>

namespace dttot {

/// Rows by hand. A row's members may be named as in lists and exports ("name", "aliases", "birth_dates") or as any
/// header of the official list ("Nama", "Tgl Lahir", "WN/Asal Negara"), and hold a text, a number, or a list of them.
/// Cells are read like those of a document, so that a name may bring its aliases along and a description its identity
/// numbers; what cannot be read becomes an issue. The members as sent are kept in `original`.

/// The complete record that `input` describes. Throws Invalid without a name, and for a value that is no text, number
/// or list of them, is too long, or has control characters.
[[nodiscard]] tenon::JsonObject recordFrom(const tenon::JsonObject& input);

/// `record` with the members that `input` names read anew; the others stay as they are. `null` or an empty text empties
/// a member. Throws like recordFrom(), and when `input` names nothing.
[[nodiscard]] tenon::JsonObject changedRecord(const tenon::JsonObject& record, const tenon::JsonObject& input);

} // namespace dttot
