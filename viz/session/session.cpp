#include "session/session.hpp"

namespace firebreak::viz {

void Session::open(const std::string& path) {
    path_ = path;
    loaded_ = load_scenario(path);
}

std::string Session::actor_name(std::size_t actor) const {
    if (!has_scenario()) return actor == 0 ? "A" : "B";
    const ActorSpec& spec = loaded_.spec->actors[actor];
    return printable(spec.name.empty() ? spec.id : spec.name, 60);
}

}  // namespace firebreak::viz
