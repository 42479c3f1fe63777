#include <kernel/openapi/document.h>
#include <kernel/openapi/routes.h>

#include <tenon/error.h>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>

namespace tenon::openapi {

namespace {

struct UiFile {
    std::string_view name;
    std::string_view contentType;
};

/// A page that shows the document, from files which the build took from its package.
struct Ui {
    std::string_view title;
    std::string_view folder;   ///< Below /schema/, and below the assets
    std::vector<UiFile> files; ///< What is served of the package: nothing else of the folder can be asked for
    std::string_view head;     ///< Of the page; $ stands for the page's own address
    std::string_view bundle;
    std::string_view start;  ///< Script that shows the document at %
    std::string_view policy; ///< Of the page's content; empty: that of every answer
};

const std::array<Ui, 2>& uis() {
    static const std::array<Ui, 2> all{{
        {"Swagger UI",
         "swagger-ui",
         {{"swagger-ui.css", "text/css; charset=utf-8"},
          {"swagger-ui-bundle.js", "text/javascript; charset=utf-8"},
          {"favicon-32x32.png", "image/png"}},
         R"(<link rel="icon" href="$/favicon-32x32.png"><link rel="stylesheet" href="$/swagger-ui.css">)",
         "swagger-ui-bundle.js",
         "window.ui = SwaggerUIBundle({url: '%', dom_id: '#page', deepLinking: true, validatorUrl: null, "
         "persistAuthorization: false});\n",
         ""},
        // It writes its styles while it draws, so that its page alone allows that. Its search would need a worker made
        // from a text, which is not allowed here either.
        {"ReDoc",
         "redoc",
         {{"redoc.standalone.js", "text/javascript; charset=utf-8"}},
         R"(<link rel="icon" href="data:,">)",
         "redoc.standalone.js",
         "Redoc.init('%', {disableSearch: true}, document.getElementById('page'));\n",
         "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri "
         "'none'; "
         "frame-ancestors 'none'"},
    }};
    return all;
}

std::string filled(std::string_view text, char placeholder, std::string_view value) {
    std::string full;
    for (const char c : text) {
        c == placeholder ? full.append(value) : full.append(1, c);
    }
    return full;
}

std::string pageOf(const Ui& ui, const std::string& root) {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Tenon API</title>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           + filled(ui.head, '$', root) + "\n</head>\n<body>\n<div id=\"page\"></div>\n<script src=\"" + root + "/"
           + std::string(ui.bundle) + "\"></script>\n<script src=\"" + root
           + "/start.js\"></script>\n</body>\n</html>\n";
}

Reply uiFile(const Ui& ui, const std::filesystem::path& assets, std::string_view name) {
    const auto known =
        std::find_if(ui.files.begin(), ui.files.end(), [&](const UiFile& file) { return file.name == name; });
    if (known == ui.files.end()) {
        throw NotFound();
    }
    Descriptor file(::open((assets / ui.folder / name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));

    struct stat status {};

    if (!file || ::fstat(file.get(), &status) != 0) {
        throw NotFound("This page is not installed beside the server; the document itself is at /api/schema/.");
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    return tenon::file({
        .file = std::move(file),
        .size = size,
        .name = {},
        .contentType = std::string(known->contentType),
        .etag = std::to_string(size) + "-" + std::to_string(status.st_mtime),
    });
}

/// The document, made once.
class CachedDocument {
public:
    CachedDocument(const http::Router& router, std::vector<std::string> prefixes)
        : _router(router), _prefixes(std::move(prefixes)) {}

    [[nodiscard]] const std::string& text() {
        std::call_once(_made, [this] { _text = boost::json::serialize(documentOf(_router, _prefixes)); });
        return _text;
    }

private:
    const http::Router& _router;
    const std::vector<std::string> _prefixes;
    std::once_flag _made;
    std::string _text;
};

void declareUi(App& app, const Ui& ui, const std::string& schema, const std::filesystem::path& assets) {
    const std::string path = "/schema/" + std::string(ui.folder) + "/";
    const std::string title(ui.title);
    app.get(
           path,
           [&ui, page = pageOf(ui, schema + "/" + std::string(ui.folder))](const Request&) {
               Reply reply(200, Document{page, "text/html; charset=utf-8"});
               if (!ui.policy.empty()) {
                   reply.with("Content-Security-Policy", ui.policy);
               }
               return reply;
           }
    )
        .open()
        .dialect("visa")
        .produces("text/html")
        .summary(title);
    app.get(
           path + "start.js",
           [script = filled(ui.start, '%', schema + "/")](const Request&) {
               return Reply(200, Document{script, "text/javascript; charset=utf-8"});
           }
    )
        .open()
        .dialect("visa")
        .produces("text/javascript")
        .summary("Starts " + title + " with this server's document");
    app.get(
           path + "{file}",
           [&ui, assets](const Request& request) { return uiFile(ui, assets, request.parameter("file")); }
    )
        .open()
        .dialect("visa")
        .produces("application/octet-stream")
        .summary("A file of " + title);
}

} // namespace

void declareOpenApi(
    App& app, const http::Router& router, std::vector<std::string> prefixes, std::filesystem::path assets
) {
    const std::string schema = (prefixes.empty() ? std::string() : prefixes.back()) + "/schema";
    auto& document = app.keep<CachedDocument>(router, std::move(prefixes));
    app.get(
           "/schema/",
           [&document](const Request&) {
               return Reply(200, Document{document.text(), "application/vnd.oai.openapi+json; charset=utf-8"});
           }
    )
        .open()
        .dialect("visa")
        .produces("application/vnd.oai.openapi+json")
        .summary("The OpenAPI 3.1 document of this server");
    for (const Ui& ui : uis()) {
        declareUi(app, ui, schema, assets);
    }
}

} // namespace tenon::openapi
