#include "account_rules.h"

#include "folding.h"

#include <kernel/auth/passwords/password_policy.h>

#include <tenon/error.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace tenon::auth {

namespace {

constexpr std::size_t longestName = 150;
constexpr std::size_t longestEmail = 254; // RFC 5321 4.5.3.1.3 less the angle brackets

/// Segments of paths that stand where a user name may: /users/search.
constexpr std::array<std::string_view, 5> reservedNames{"search", "profile", "permissions", "change-password", "me"};

bool isNameByte(char c) {
    const bool isAscii = static_cast<unsigned char>(c) < 0x80;
    const bool isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !isAscii || isLetterOrDigit || std::string_view("@.+-_").find(c) != std::string_view::npos;
}

bool isGoodName(std::string_view name) {
    const auto length = codePointsOf(name);
    return length && *length >= 1 && *length <= longestName && std::ranges::all_of(name, isNameByte);
}

bool isGoodEmail(std::string_view email) {
    const auto at = email.rfind('@');
    if (email.size() > longestEmail || at == std::string_view::npos || at == 0 || !codePointsOf(email)) {
        return false;
    }
    const std::string_view domain = email.substr(at + 1);
    const bool hasOneAt = email.find('@') == at;
    const bool hasNoBlank = std::ranges::none_of(email, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '"' || c == '<' || c == '>' || c == ',';
    });
    return hasOneAt && hasNoBlank && domain.size() >= 3 && domain.find("..") == std::string_view::npos
           && domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.';
}

std::vector<FieldError> faultsOf(std::string_view username, std::string_view email) {
    std::vector<FieldError> faults;
    if (!isGoodName(username)) {
        faults.push_back({"username", "Enter 1 to 150 letters, digits and the characters @ . + - _ only."});
    } else if (std::ranges::find(reservedNames, fold(username)) != reservedNames.end()) {
        faults.push_back({"username", "This name is reserved."});
    }
    if (!email.empty() && !isGoodEmail(email)) {
        faults.push_back({"email", "Enter a valid email address."});
    }
    return faults;
}

} // namespace

void requireGoodNames(std::string_view username, std::string_view email) {
    if (auto faults = faultsOf(username, email); !faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

void requireGoodAccount(const NewAccount& account) {
    std::vector<FieldError> faults = faultsOf(account.username, account.email);
    try {
        requireGoodPassword(account.password, {account.username, account.email, account.name});
    } catch (const Invalid& invalid) {
        faults.insert(faults.end(), invalid.fields().begin(), invalid.fields().end());
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

} // namespace tenon::auth
