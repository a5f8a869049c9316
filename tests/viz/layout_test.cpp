#include <algorithm>
#include <cstring>

#include "app/shell.hpp"
#include "panels/style.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "viz/interface.hpp"

using namespace firebreak;
using namespace firebreak::viz;
using firebreak::test::source_path;

namespace {

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.x1, b.x1) - std::max(a.x0, b.x0) > 1 && std::min(a.y1, b.y1) - std::max(a.y0, b.y0) > 1;
}

bool belongs_to(const Item& item, std::string_view panel) { return item.id.starts_with(panel); }

// How far down the command paints.
float lowest(const ImDrawList& list, const ImDrawCmd& command) {
    if (command.ClipRect.w <= command.ClipRect.y || command.ClipRect.z <= command.ClipRect.x) return 0;
    float y = 0;
    for (unsigned i = 0; i < command.ElemCount; ++i) {
        const unsigned index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i)] + command.VtxOffset;
        y = std::max(y, list.VtxBuffer[static_cast<int>(index)].pos.y);
    }
    return std::min(y, command.ClipRect.w);
}

// The whole window, without a window.
struct Stage {
    Interface interface;
    InputQueue queue;
    Session session;
    Context context{session};
    Shell shell;

    Stage() {
        context.theme = builtin_theme("light");
        for (const ActionInfo& action : actions()) context.hints.push_back({action.action, action.keys});
        session.open(source_path("scenarios/cyber/reset-2011.yaml"));
        session.open_run(28);
        session.screen = ScreenId::timeline;
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    void frames(float width, float height, float scale) {
        context.scale = scale;
        apply_style(context.theme, scale);
        for (int i = 0; i < 5; ++i) {
            context.registry.begin_frame();
            context.layer = 0;
            feed_imgui(queue.take_frame());
            ImGui::GetIO().DisplaySize = ImVec2(width, height);
            ImGui::GetIO().DeltaTime = 1.0F / 60;
            ImGui::NewFrame();
            ShellWishes wishes;
            shell.draw(context, width, height, wishes);
            context.focus.end_frame(context.registry);
            ImGui::Render();
        }
    }
};

}  // namespace

TEST_CASE("in a window of any size nothing is painted over the bars below") {
    Stage stage;
    for (const ImVec2 size : {ImVec2(320, 200), ImVec2(640, 480), ImVec2(800, 600), ImVec2(1280, 720)}) {
        for (const float scale : {0.75F, 1.0F, 2.0F, 3.0F}) {
            INFO(size.x << " x " << size.y << " at " << scale);
            stage.frames(size.x, size.y, scale);
            const Registry& registry = stage.context.registry;
            const Item* edge = registry.find("split.transport");
            REQUIRE(edge != nullptr);
            int below = 0, above = 0;
            for (const Item& bar : registry.items()) {
                if (!belongs_to(bar, "transport.") && !belongs_to(bar, "bottom.")) continue;
                ++below;
                for (const Item& item : registry.items()) {
                    if (belongs_to(item, "transport.") || belongs_to(item, "bottom.") ||
                        item.role == Role::mark)
                        continue;
                    ++above;
                    INFO(bar.id << " and " << item.id);
                    REQUIRE_FALSE(overlap(bar.rect, item.rect));
                }
            }
            CHECK(below > 5);
            CHECK(above > 50);
            // Where the window ends above them, nobody sees what is below.
            if (edge->rect.empty()) continue;
            // Nor does what is drawn without being an item reach out of the panel.
            const ImDrawData& drawn = *ImGui::GetDrawData();
            int commands = 0;
            for (int i = 0; i < drawn.CmdListsCount; ++i) {
                const ImDrawList& list = *drawn.CmdLists[i];
                if (list._OwnerName == nullptr || std::strstr(list._OwnerName, "##main") == nullptr) continue;
                for (const ImDrawCmd& command : list.CmdBuffer) {
                    ++commands;
                    INFO(list._OwnerName << " " << command.ElemCount << " clip " << command.ClipRect.x << ","
                                         << command.ClipRect.y << " " << command.ClipRect.z << ","
                                         << command.ClipRect.w);
                    REQUIRE(lowest(list, command) <= edge->rect.y0 + 2);
                }
            }
            CHECK(commands > 0);
        }
    }
}
