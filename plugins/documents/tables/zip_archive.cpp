#include "tables/zip_archive.h"

#include "tables/failure.h"
#include "tables/limits.h"

#include <memory>
#include <vector>
#include <zip.h>

namespace documents::tables {

namespace {

[[noreturn]] void bomb(const char* sentence) { throw Failure("file.zip_bomb", sentence); }

[[noreturn]] void damaged() { throw Failure("file.damaged", "The file is damaged or was cut off."); }

} // namespace

ZipArchive::ZipArchive(std::string_view bytes) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) {
        damaged();
    }
    _archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    if (_archive == nullptr) {
        zip_source_free(source);
        damaged();
    }
    try {
        checkDirectory();
    } catch (...) {
        zip_discard(_archive);
        throw;
    }
}

ZipArchive::~ZipArchive() { zip_discard(_archive); }

void ZipArchive::checkDirectory() const {
    const auto entries = static_cast<zip_uint64_t>(zip_get_num_entries(_archive, 0));
    if (entries > maxZipEntries) {
        bomb("The file holds more than 2000 parts.");
    }
    std::uint64_t total = 0;
    for (zip_uint64_t i = 0; i < entries; ++i) {
        zip_stat_t status;
        zip_stat_init(&status);
        if (zip_stat_index(_archive, i, 0, &status) != 0) {
            damaged();
        }
        if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
            throw Failure("file.encrypted", "The file is protected by a password.");
        }
        if (status.size > maxZipEntryBytes) {
            bomb("A part of the file unpacks to more than 256 MiB.");
        }
        if (status.size > zipRatioAppliesFrom && status.size / (status.comp_size + 1) > maxZipRatio) {
            bomb("A part of the file unpacks to more than 200 times its size.");
        }
        total += status.size;
    }
    if (total > maxZipTotalBytes) {
        bomb("The file unpacks to more than 512 MiB.");
    }
}

bool ZipArchive::has(const std::string& name) const { return zip_name_locate(_archive, name.c_str(), 0) >= 0; }

std::vector<std::string> ZipArchive::names() const {
    std::vector<std::string> names;
    const auto entries = static_cast<zip_uint64_t>(zip_get_num_entries(_archive, 0));
    for (zip_uint64_t i = 0; i < entries; ++i) {
        if (const char* name = zip_get_name(_archive, i, 0)) {
            names.emplace_back(name);
        }
    }
    return names;
}

std::uint64_t ZipArchive::sizeOf(const std::string& name) const {
    zip_stat_t status;
    zip_stat_init(&status);
    return zip_stat(_archive, name.c_str(), 0, &status) == 0 ? status.size : 0;
}

void ZipArchive::read(const std::string& name, const std::function<void(std::string_view)>& onPiece) const {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(_archive, name.c_str(), 0), &zip_fclose);
    if (!file) {
        damaged();
    }
    const std::uint64_t stated = sizeOf(name);
    std::vector<char> buffer(65536);
    std::uint64_t total = 0;
    for (;;) {
        const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) {
            damaged();
        }
        if (got == 0) {
            return;
        }
        total += static_cast<std::uint64_t>(got);
        if (total > stated) {
            bomb("A part of the file is larger than its header says.");
        }
        onPiece({buffer.data(), static_cast<std::size_t>(got)});
    }
}

} // namespace documents::tables
