// SHA-256 of bytes given piece by piece.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace firebreak {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    // The digest of everything added, in hexadecimal. Ends the work: nothing may be added after it.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Of bytes that are all there.
[[nodiscard]] std::string sha256_of(std::string_view bytes);

}  // namespace firebreak
