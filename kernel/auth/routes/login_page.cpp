#include "login_page.h"

namespace tenon::auth {

namespace {

std::string pageOf(std::string_view title, std::string_view body) {
    std::string page("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    page.append(title).append("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<link rel=\"icon\" href=\"data:,\">\n"); // There is none, and browsers shall not ask.
    return page.append("</head>\n<body>\n<main>\n").append(body).append("</main>\n</body>\n</html>\n");
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe.append("&amp;");
            break;
        case '<':
            safe.append("&lt;");
            break;
        case '>':
            safe.append("&gt;");
            break;
        case '"':
            safe.append("&quot;");
            break;
        case '\'':
            safe.append("&#39;");
            break;
        default:
            safe.push_back(c);
        }
    }
    return safe;
}

} // namespace

std::string loginPage(Attempt attempt, std::string_view prefix) {
    std::string body("<h1>Sign in</h1>\n");
    if (attempt == Attempt::Failed) {
        body.append("<p role=\"alert\">The name or the password is not right.</p>\n");
    }
    body.append("<form method=\"post\" action=\"").append(escaped(prefix));
    body.append("/session-auth/login/\">\n"
                "<p><label>User name or e-mail address<br>"
                "<input name=\"username\" autocomplete=\"username\" required autofocus></label></p>\n"
                "<p><label>Password<br>"
                "<input name=\"password\" type=\"password\" autocomplete=\"current-password\" required></label></p>\n"
                "<p><button>Sign in</button></p>\n</form>\n");
    return pageOf("Sign in", body);
}

std::string logoutPage(std::string_view name, std::string_view proof, std::string_view prefix) {
    std::string body("<h1>Signed in</h1>\n<p>You are signed in as <strong>");
    body.append(escaped(name)).append("</strong>.</p>\n<form method=\"post\" action=\"").append(escaped(prefix));
    body.append("/session-auth/logout/\">\n");
    body.append("<input type=\"hidden\" name=\"csrf_token\" value=\"").append(escaped(proof)).append("\">\n");
    return pageOf("Signed in", body.append("<p><button>Sign out</button></p>\n</form>\n"));
}

} // namespace tenon::auth
