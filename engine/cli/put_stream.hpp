// Standard output as a stream, for what is written piece by piece.
#pragma once

#include <ostream>
#include <streambuf>
#include <string_view>

#include "terminal.hpp"

namespace firebreak::cli {

// What is written to it goes to put() at once, where failures are remembered; after one the stream is bad.
class PutStream final : public std::ostream {
public:
    PutStream() : std::ostream(nullptr) { rdbuf(&buffer_); }

private:
    class Buffer final : public std::streambuf {
        std::streamsize xsputn(const char* text, std::streamsize size) override {
            cli::put({text, static_cast<std::size_t>(size)});
            return output_failed() ? 0 : size;
        }
        int_type overflow(int_type c) override {
            const char byte = traits_type::to_char_type(c);
            if (!traits_type::eq_int_type(c, traits_type::eof())) cli::put({&byte, 1});
            return traits_type::not_eof(c);
        }
    };

    Buffer buffer_;
};

}  // namespace firebreak::cli
