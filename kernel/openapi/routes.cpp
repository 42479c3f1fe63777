#include <kernel/openapi/document.h>
#include <kernel/openapi/routes.h>

#include <tenon/error.h>

#include <algorithm>
#include <array>
#include <mutex>

#include <fcntl.h>
#include <sys/stat.h>

namespace tenon::openapi {

namespace {

struct UiFile {
    std::string_view name;
    std::string_view contentType;
};

/// What is served of the package: nothing else of the folder can be asked for.
constexpr std::array<UiFile, 3> uiFiles{{
    {"swagger-ui.css", "text/css; charset=utf-8"},
    {"swagger-ui-bundle.js", "text/javascript; charset=utf-8"},
    {"favicon-32x32.png", "image/png"},
}};

std::string pageAt(const std::string& root) {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Tenon API</title>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<link rel=\"icon\" href=\"" +
           root + "/favicon-32x32.png\">\n<link rel=\"stylesheet\" href=\"" + root +
           "/swagger-ui.css\">\n</head>\n<body>\n<div id=\"swagger-ui\"></div>\n<script src=\"" + root +
           "/swagger-ui-bundle.js\"></script>\n<script src=\"" + root + "/start.js\"></script>\n</body>\n</html>\n";
}

std::string startScript(const std::string& schema) {
    return "window.ui = SwaggerUIBundle({url: '" + schema +
           "/', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, persistAuthorization: false});\n";
}

Reply uiFile(const std::filesystem::path& folder, std::string_view name) {
    const auto known = std::find_if(uiFiles.begin(), uiFiles.end(), [&](const UiFile& file) { return file.name == name; });
    if (known == uiFiles.end()) {
        throw NotFound();
    }
    Descriptor file(::open((folder / name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0) {
        throw NotFound("Swagger UI is not installed beside this server; the document itself is at /api/schema/.");
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

} // namespace

void declareOpenApi(App& app, const http::Router& router, std::vector<std::string> prefixes, std::filesystem::path assets) {
    const std::string schema = (prefixes.empty() ? std::string() : prefixes.back()) + "/schema";
    const std::string root = schema + "/swagger-ui";
    auto& document = app.keep<CachedDocument>(router, std::move(prefixes));

    app.get("/schema/", [&document](const Request&) {
           return Reply(200, Document{document.text(), "application/vnd.oai.openapi+json; charset=utf-8"});
       })
        .open()
        .produces("application/vnd.oai.openapi+json")
        .summary("The OpenAPI 3.1 document of this server");
    app.get("/schema/swagger-ui/", [page = pageAt(root)](const Request&) {
           return Reply(200, Document{page, "text/html; charset=utf-8"});
       })
        .open()
        .produces("text/html")
        .summary("Swagger UI");
    app.get("/schema/swagger-ui/start.js", [script = startScript(schema)](const Request&) {
           return Reply(200, Document{script, "text/javascript; charset=utf-8"});
       })
        .open()
        .produces("text/javascript")
        .summary("Starts Swagger UI with this server's document");
    app.get("/schema/swagger-ui/{file}", [folder = assets / "swagger-ui"](const Request& request) {
           return uiFile(folder, request.parameter("file"));
       })
        .open()
        .produces("application/octet-stream")
        .summary("A file of Swagger UI");
}

} // namespace tenon::openapi
