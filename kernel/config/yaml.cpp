#include "yaml.h"

#include "yaml_tree.h"

#include <kernel/schema/text_inspection.h>

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace tenon::config {

namespace {

constexpr std::size_t sizeLimit = 1 << 20;

Node emptyMap(const std::string& file) {
    return {.kind = Node::Kind::Map, .origin = {.layer = Layer::File, .name = file}};
}

Node parsed(std::string_view text, const std::string& file, Faults& faults) {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    YamlTree tree(file, faults);
    parser.HandleNextDocument(tree);
    YamlTree second(file, faults);
    if (parser && parser.HandleNextDocument(second)) {
        faults.push_back({second.start(), "", "Only one document is read; this is the second."});
    }
    return tree.takeRoot();
}

} // namespace

Node readYaml(std::string_view text, const std::string& file, Faults& faults) {
    const Origin whole{.layer = Layer::File, .name = file};
    if (text.size() > sizeLimit) {
        faults.push_back({whole, "", "The file is greater than 1 MB."});
        return emptyMap(file);
    }
    if (const schema::TextFacts facts = schema::inspect(text); !facts.wellFormed || facts.hasControls) {
        faults.push_back({whole, "", "The file is not a text in UTF-8."});
        return emptyMap(file);
    }
    Node root;
    try {
        root = parsed(text, file, faults);
    } catch (const YamlLimit& limit) {
        faults.push_back(limit.fault());
        return emptyMap(file);
    } catch (const YAML::Exception& error) {
        faults.push_back({originOf(file, error.mark), "", "This is not YAML: " + error.msg + '.'});
        return emptyMap(file);
    }
    if (root.kind == Node::Kind::Scalar || root.kind == Node::Kind::List) {
        faults.push_back({root.origin, "", "The file must hold sections such as \"server:\"."});
    }
    return root.kind == Node::Kind::Map ? root : emptyMap(file);
}

Node readYamlFile(const std::string& file, Faults& faults) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(sizeLimit + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.is_open() || stream.bad()) {
        const std::string why = std::generic_category().message(errno);
        faults.push_back({{.layer = Layer::File, .name = file}, "", "The file cannot be read: " + why + '.'});
        return emptyMap(file);
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return readYaml(text, file, faults);
}

} // namespace tenon::config
