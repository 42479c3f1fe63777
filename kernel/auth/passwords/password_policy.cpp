#include "password_policy.h"

#include <kernel/auth/accounts/folding.h>
#include <kernel/auth/migrations.h>

#include <tenon/error.h>

#include <algorithm>
#include <string>
#include <unordered_set>

namespace tenon::auth {

namespace {

constexpr std::size_t shortest = 8;
constexpr std::size_t longest = 128;

using Words = std::unordered_set<std::string_view>;

/// One password a line, in lower case.
Words linesOf(std::string_view text) {
    Words lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.insert(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

const Words& commonPasswords() {
    static const Words words = [] {
        const AssetTable all = assets();
        const auto found = std::ranges::find(all, std::string_view("texts/common_passwords.txt"), &Asset::path);
        return linesOf(found->text());
    }();
    return words;
}

/// Whether the text stays the same when it is moved along by its first code point.
bool repeatsOneCharacter(std::string_view text) {
    const auto isFollowing = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
    std::size_t first = 1;
    while (first < text.size() && isFollowing(text[first])) {
        ++first;
    }
    return text.substr(first) == text.substr(0, text.size() - first);
}

constexpr std::size_t shortestPersonal = 4; ///< Shorter words occur in good passwords by chance
constexpr std::size_t shortestRest = 5;     ///< What a password needs beside a name that it holds

/// Whether the password is little more than something personal.
bool isMostly(std::string_view folded, std::string_view personal) {
    if (personal.empty() || folded == personal) {
        return !personal.empty();
    }
    const bool isHeld = personal.size() >= shortestPersonal && folded.find(personal) != std::string_view::npos;
    return isHeld && folded.size() - personal.size() < shortestRest;
}

/// Whether the password is little more than the owner's login name, address or a word of his name.
bool isOwners(std::string_view folded, const PasswordOwner& owner) {
    const std::string email = fold(owner.email);
    const std::string name = fold(owner.name);
    const std::string_view local = std::string_view(email).substr(0, email.find('@'));
    if (isMostly(folded, fold(owner.username)) || isMostly(folded, email) || isMostly(folded, local)
        || isMostly(folded, name)) {
        return true;
    }
    for (std::string_view words = name; !words.empty();) {
        const auto end = std::min(words.find(' '), words.size());
        if (isMostly(folded, words.substr(0, end))) {
            return true;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

} // namespace

void requireGoodPassword(std::string_view password, const PasswordOwner& owner, std::string_view field) {
    const auto refuse = [&](const char* why) { throw Invalid(std::string(field), why); };
    const auto length = codePointsOf(password);
    if (!length) {
        refuse("The password is not valid text.");
    } else if (*length < shortest) {
        refuse("The password is too short: it needs at least 8 characters.");
    } else if (*length > longest) {
        refuse("The password is too long: it may have at most 128 characters.");
    }
    const std::string folded = fold(password);
    if (isOwners(folded, owner)) {
        refuse("The password is little more than a name or the e-mail address of its owner.");
    }
    if (repeatsOneCharacter(password) || commonPasswords().contains(folded)) {
        refuse("The password is too common.");
    }
}

} // namespace tenon::auth
