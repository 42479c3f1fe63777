#include <tenon/module.h>

TENON_MODULE(hello, "1.0.0") {
    app.get(
           "/hello",
           [](const tenon::Request& request) {
               return tenon::ok({{"hello", request.query("name", "world")}});
           }
    )
        .open()
        .summary("Says hello");
}
