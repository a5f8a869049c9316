// A stream that compresses what is written to it.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

#include "report/gzip.hpp"

namespace firebreak::cli {

// Writes gzip to another stream, a member for every quarter of a megabyte. finish() writes the rest.
class ZipStream final : public std::ostream {
public:
    explicit ZipStream(std::ostream& target) : std::ostream(nullptr), buffer_(target) { rdbuf(&buffer_); }
    void finish() { buffer_.write(); }

private:
    class Buffer final : public std::streambuf {
    public:
        explicit Buffer(std::ostream& target) : target_(target) {}
        void write() {
            if (!text_.empty()) target_ << report::gzipped(text_);
            text_.clear();
        }

    private:
        std::streamsize xsputn(const char* text, std::streamsize size) override {
            text_.append(text, static_cast<std::size_t>(size));
            if (text_.size() >= kMember) write();
            return target_ ? size : 0;
        }
        int_type overflow(int_type c) override {
            if (!traits_type::eq_int_type(c, traits_type::eof())) text_ += traits_type::to_char_type(c);
            return traits_type::not_eof(c);
        }

        static constexpr std::size_t kMember = std::size_t{256} << 10;
        std::ostream& target_;
        std::string text_;
    };

    Buffer buffer_;
};

}  // namespace firebreak::cli
