#include "config/bundle.h"

#include "base/json.h"

#include <array>
#include <sodium.h>

namespace fw::config {

namespace {

constexpr int kFormat = 1;

Json toJson(const SourceFile &file)
{
    Json json = Json::object();
    json["name"] = file.name.substr(file.name.find_last_of('/') + 1);
    json["shipped"] = file.shipped;
    json["text"] = file.text;
    return json;
}

Json toJson(const std::vector<SourceFile> &files)
{
    Json list = Json::array();
    for (const SourceFile &file : files)
        list.push_back(toJson(file));
    return list;
}

std::optional<SourceFile> fileOf(const Json &json)
{
    if (!json.is_object() || !json.contains("name") || !json["name"].is_string() || !json.contains("text") ||
        !json["text"].is_string() || !json.contains("shipped") || !json["shipped"].is_boolean())
        return std::nullopt;
    return SourceFile{json["name"].get<std::string>(), json["text"].get<std::string>(), json["shipped"].get<bool>()};
}

std::optional<std::vector<SourceFile>> filesOf(const Json &json)
{
    std::vector<SourceFile> files;
    if (!json.is_array())
        return std::nullopt;
    for (const Json &element : json) {
        std::optional<SourceFile> file = fileOf(element);
        if (!file)
            return std::nullopt;
        files.push_back(std::move(*file));
    }
    return files;
}

} // namespace

std::string bundleOf(const Sources &sources)
{
    Json json = Json::object();
    json["format"] = kFormat;
    json["site"] = toJson(sources.site);
    json["rules"] = toJson(sources.rules);
    json["playbooks"] = toJson(sources.playbooks);
    if (sources.contacts)
        json["contacts"] = toJson(*sources.contacts);
    return jsonText(json);
}

std::optional<Sources> sourcesOf(std::string_view bundle)
{
    const Json json = Json::parse(bundle, nullptr, false);
    if (!json.is_object() || json.value("format", Json{}) != kFormat)
        return std::nullopt;
    Sources sources;
    auto site = fileOf(json.value("site", Json{}));
    auto rules = filesOf(json.value("rules", Json{}));
    auto playbooks = filesOf(json.value("playbooks", Json{}));
    if (!site || !rules || !playbooks)
        return std::nullopt;
    if (json.contains("contacts") && !(sources.contacts = fileOf(json["contacts"])))
        return std::nullopt;
    sources.site = std::move(*site);
    sources.rules = std::move(*rules);
    sources.playbooks = std::move(*playbooks);
    return sources;
}

std::string sha256Hex(std::string_view bytes)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

} // namespace fw::config
