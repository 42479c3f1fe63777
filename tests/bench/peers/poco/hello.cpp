/// A peer of the benches: Poco's own HTTP server with 64 threads, used as its documentation shows.
///
///     poco_peer PORT       GET /hello, GET /text (50 KB)

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace {

using namespace Poco::Net;

constexpr int threads = 64;

class Text : public HTTPRequestHandler {
public:
    Text(const std::string& text, const char* type) : _text(text), _type(type) {}

    void handleRequest(HTTPServerRequest&, HTTPServerResponse& response) override {
        response.setContentType(_type);
        response.sendBuffer(_text.data(), _text.size());
    }

private:
    const std::string& _text;
    const char* _type;
};

class Texts : public HTTPRequestHandlerFactory {
public:
    HTTPRequestHandler* createRequestHandler(const HTTPServerRequest& request) override {
        return request.getURI() == "/text" ? new Text(_long, "text/plain") : new Text(_hello, "application/json");
    }

private:
    const std::string _hello = R"({"hello":"world"})";
    const std::string _long = std::string(50 * 1024, 'x');
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        return 2;
    }
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    Poco::ThreadPool pool(threads, threads);
    auto* params = new HTTPServerParams; // the server shares it
    params->setMaxThreads(threads);
    params->setMaxQueued(1024);
    params->setKeepAlive(true);
    params->setMaxKeepAliveRequests(0);
    const SocketAddress address("127.0.0.1", static_cast<Poco::UInt16>(std::atoi(argv[1])));
    HTTPServer server(new Texts, pool, ServerSocket(address), params);
    server.start();
    int signal = 0;
    sigwait(&ends, &signal);
    server.stopAll(true);
}
