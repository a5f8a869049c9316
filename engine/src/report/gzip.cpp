#include "report/gzip.hpp"

#define ZLIB_CONST  // what is read stays as it is
#include <zlib.h>

#include <limits>
#include <new>
#include <stdexcept>

namespace firebreak::report {

std::string gzipped(std::string_view text) {
    constexpr int kEffort = 1;            // half the time of 4; rows of runs come out a tenth longer
    constexpr int kGzipWindow = 15 + 16;  // the largest window, with the header and trailer of gzip
    constexpr int kMemory = 8;
    z_stream stream{};
    if (text.size() > std::numeric_limits<uInt>::max()) throw std::length_error("gzipped: text too long");
    if (deflateInit2(&stream, kEffort, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string bytes(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<const Bytef*>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    const int result = deflate(&stream, Z_FINISH);
    bytes.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::logic_error("gzipped: the bound of deflate is too small");
    return bytes;
}

}  // namespace firebreak::report
