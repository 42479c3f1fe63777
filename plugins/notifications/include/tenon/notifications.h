#pragma once

#include <tenon/export.h>
#include <tenon/message.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Telling people what happened, for modules to which it happens.
///
///     if (const auto notifier = app.find<notifications::Notifier>()) {
///         notifier->notify({.kind = "sales.invoice_due",
///                           .title = {"Invoice {number} is due", {{"number", number}}},
///                           .body = {"It is due on {day}.", {{"day", day}}},
///                           .to = {.accounts = {clerk}},
///                           .dedupeKey = "invoice-" + number + "-due"});
///     }
///
/// The sentences are templates of the calling module's `locale/<language>.json`, so that everybody reads them in his
/// own language.
namespace notifications {

enum class Channel {
    inApp,  ///< The list that clients show
    email,  ///< By the deployer's mail server
    webhook ///< A signed POST to the servers that the person named
};

/// Who is told; whoever is in it twice is told once.
struct Audience {
    std::vector<std::int64_t> accounts; ///< Ids
    std::vector<std::string> roles;     ///< Keys: everybody who holds one of them now
    bool everybody = false;
};

struct Notice {
    std::string kind; ///< Module and what happened, "dttot.match": what people choose by. At most 100 characters.
    tenon::Message title;
    tenon::Message body;
    Audience to;
    std::string link = {};              ///< Where a client leads, such as a path of the application
    std::vector<Channel> channels = {}; ///< Empty: all that the server and the person have
    bool isUrgent = false;              ///< Not kept back in anybody's quiet hours
    std::string dedupeKey = {};         ///< Nobody is told twice of the same kind and key; empty: no limit
};

/// Safe to call from many threads.
class TENON_API Notifier {
public:
    static constexpr std::string_view serviceName = "notifications.Notifier";
    static constexpr int serviceVersion = 1;

    virtual ~Notifier() = default;

    /// Tells the audience, in the name of the system: what the caller may do is not asked.
    ///
    /// Belongs to the caller's transaction: when that is undone, nobody is told, and when it commits, everybody is, by
    /// each channel at least once. Accounts that are gone or locked out are passed over. Throws Invalid when the notice
    /// has no kind, title or audience, or names e-mail (field `channels`) where no mail server is configured.
    virtual void notify(const Notice& notice) = 0;
};

} // namespace notifications
