#include <firebreak/model.hpp>

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

template <class Entity>
const std::string& name_of(const Entity& entity) {
    const std::string* name = nullptr;
    if constexpr (requires { entity.label; }) name = &entity.label;
    else name = &entity.name;
    return name->empty() ? entity.id : *name;
}

template <class List>
std::string name_in(const List& list, std::string_view id, std::size_t longest) {
    for (const auto& entity : list) {
        if (entity.id == id) return printable(name_of(entity), longest);
    }
    return printable(id, longest);
}

template <class List, class Tag>
std::string name_at(const List& list, Id<Tag> id, std::size_t longest) {
    return id.valid() ? printable(name_of(list.at(id.index())), longest) : "nothing";
}

std::string or_hold(const std::string& label) { return label == "hold" ? "Hold" : label; }

std::string with_article(std::string_view noun) {
    const bool vowel =
        !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

}  // namespace

std::string Labels::actor(std::string_view id) const { return name_in(spec_->actors, id, longest_); }
std::string Labels::rung(std::string_view id) const { return name_in(spec_->ladder, id, longest_); }
std::string Labels::cause(std::string_view id) const { return name_in(spec_->causes, id, longest_); }
std::string Labels::move(std::string_view id) const { return or_hold(name_in(spec_->moves, id, longest_)); }
std::string Labels::channel(std::string_view id) const { return name_in(spec_->channels, id, longest_); }
std::string Labels::source(std::string_view id) const { return name_in(spec_->incidents, id, longest_); }
std::string Labels::evidence(std::string_view id) const { return name_in(spec_->evidence, id, longest_); }
std::string Labels::measure(std::string_view id) const { return name_in(spec_->measures, id, longest_); }

std::string Labels::actor(ActorId id) const { return name_at(spec_->actors, id, longest_); }
std::string Labels::rung(RungId id) const { return name_at(spec_->ladder, id, longest_); }
std::string Labels::cause(CauseId id) const { return name_at(spec_->causes, id, longest_); }
std::string Labels::move(MoveId id) const { return or_hold(name_at(spec_->moves, id, longest_)); }
std::string Labels::channel(ChannelId id) const { return name_at(spec_->channels, id, longest_); }
std::string Labels::source(SourceId id) const { return name_at(spec_->incidents, id, longest_); }
std::string Labels::evidence(EvidenceId id) const { return name_at(spec_->evidence, id, longest_); }
std::string Labels::measure(MeasureId id) const { return name_at(spec_->measures, id, longest_); }

bool is_hold(const Spec& spec, MoveId move) {
    return move.valid() && spec.moves.at(move.index()).id == "hold";
}

std::string message_words(MessageKind kind) {
    switch (kind) {
        case MessageKind::none: return "no message";
        case MessageKind::silence: return "silence";
        case MessageKind::evidence: return "a file of evidence";
        default: return with_article(message_name(kind));
    }
}

std::string trigger_words(Trigger trigger) {
    switch (trigger) {
        case Trigger::evidence: return "a report";
        case Trigger::move: return "a move of the other side";
        case Trigger::silence: return "silence where an answer was due";
        case Trigger::initiative: return "its own initiative";
        default: return with_article(trigger_name(trigger));
    }
}

}  // namespace firebreak
