#pragma once

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace notifications {

/// How the connection to a mail server is kept from being read.
enum class MailSecurity {
    startTls, ///< By STARTTLS, which the server must offer
    tls,      ///< From the first byte
    none
};

/// The deployer's mail server.
struct MailServer {
    std::string host;
    int port = 0;
    MailSecurity security = MailSecurity::startTls;
    std::string user; ///< Empty: the server asks for none
    std::string password;
    std::string from;     ///< Address
    std::string fromName; ///< Shown beside it; may be empty
    std::string caFile;   ///< PEM file of authorities to be trusted besides the system's; empty: none
    std::chrono::milliseconds timeout{30'000};
};

struct Mail {
    std::string id; ///< Becomes the Message-ID, so that a mail sent twice is known as one
    std::string to;
    std::string subject;
    std::string body;
    bool isUrgent = false;
};

/// Why a mail was not taken.
class MailFault : public std::runtime_error {
public:
    enum class Cause {
        server,  ///< Cannot be reached, refuses the login or broke off: no mail goes there now
        delayed, ///< Asks to come back with this mail
        refused  ///< Will not take this mail, now or later
    };

    MailFault(Cause cause, const std::string& what) : std::runtime_error(what), _cause(cause) {}

    [[nodiscard]] Cause cause() const { return _cause; }

private:
    Cause _cause;
};

/// A connection to a mail server, for mails one after the other. Used by one thread.
class MailSession {
public:
    /// Connects and signs in; throws MailFault.
    explicit MailSession(const MailServer& server);
    ~MailSession();
    MailSession(const MailSession&) = delete;
    MailSession& operator=(const MailSession&) = delete;

    /// Returns when the server has taken the mail upon itself; throws MailFault, after which the session is of no more
    /// use.
    void send(const Mail& mail);

private:
    class Inside;
    std::unique_ptr<Inside> _inside;
};

} // namespace notifications
