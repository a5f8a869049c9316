#include "backend/drop.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

namespace firebreak::viz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr long kVersion = 5;               // of the protocol
constexpr long kLongestList = 64L << 10U;  // bytes of text
constexpr long kMostTypes = 200;
constexpr std::chrono::seconds kPatience{3};  // for the other program to hand over what it dropped
constexpr int kMostEventsAtOnce = 1'000;      // another program could send them without end

// Errors of our own connection are those of windows that have gone; Xlib would end the program for them. All
// others go where they went before.
::Display* our_display = nullptr;
bool saw_error = false;
XErrorHandler other_handler = nullptr;

int on_error(::Display* display, XErrorEvent* event) {
    if (display != our_display) return other_handler != nullptr ? other_handler(display, event) : 0;
    saw_error = true;
    return 0;
}

enum Name {
    aware,
    proxy,
    enter,
    position,
    status,
    leave,
    drop,
    finished,
    selection,
    action_copy,
    type_list,
    uri_list,
    incremental,
    answer,
    kNames
};
constexpr const char* kAtomNames[kNames] = {
    "XdndAware",    "XdndProxy",     "XdndEnter",    "XdndPosition",  "XdndStatus",
    "XdndLeave",    "XdndDrop",      "XdndFinished", "XdndSelection", "XdndActionCopy",
    "XdndTypeList", "text/uri-list", "INCR",         "FIREBREAK_DROP"};

}  // namespace

struct DropTarget::Impl {
    ::Display* display = nullptr;
    ::Window helper = 0;  // ours
    ::Window window = 0;  // SFML's
    Atom atoms[kNames] = {};

    ::Window source = 0;  // of the drag that is over the window; 0: none
    long version = 0;
    bool offers_list = false;
    bool asked = false;     // for the list, while it hovers
    bool dropping = false;  // it was dropped, and the list is awaited
    Clock::time_point deadline;
    std::string known;  // list as far as it was had while hovering
    DropEvents events;

    void forget() {
        if (source != 0) XSelectInput(display, source, NoEventMask);
        source = 0;
        offers_list = asked = dropping = false;
        known.clear();
        events.any = true;
    }

    void send(Atom type, const long (&data)[5]) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.display = display;
        event.xclient.window = source;
        event.xclient.message_type = type;
        event.xclient.format = 32;
        std::copy(std::begin(data), std::end(data), std::begin(event.xclient.data.l));
        XSendEvent(display, source, False, NoEventMask, &event);
    }

    // A property of a window of whoever; empty unless it is of this type and format.
    template <class Item>
    std::vector<Item> property(::Window of, Atom name, Atom type, int format, long most, bool remove) {
        Atom found_type = None;
        int found_format = 0;
        unsigned long count = 0, left = 0;
        unsigned char* bytes = nullptr;
        std::vector<Item> items;
        const long words = (most * format / 8 + 3) / 4;
        if (XGetWindowProperty(display, of, name, 0, words, remove ? True : False, type, &found_type,
                               &found_format, &count, &left, &bytes) == Success &&
            bytes != nullptr && found_type == type && found_format == format) {
            items.resize(std::min(count, static_cast<unsigned long>(most)));
            if (!items.empty()) std::memcpy(items.data(), bytes, items.size() * sizeof(Item));
        }
        if (bytes != nullptr) XFree(bytes);
        return items;
    }

    void on_enter(const XClientMessageEvent& message) {
        forget();
        source = static_cast<::Window>(message.data.l[0]);
        version = std::clamp((message.data.l[1] >> 24) & 0xff, 0L, kVersion);
        std::vector<Atom> types;
        for (int i = 2; i < 5; ++i) types.push_back(static_cast<Atom>(message.data.l[i]));
        if ((message.data.l[1] & 1) != 0)
            types = property<Atom>(source, atoms[type_list], XA_ATOM, 32, kMostTypes, false);
        offers_list = std::find(types.begin(), types.end(), atoms[uri_list]) != types.end();
        // That the program over there has gone is told in this way only.
        saw_error = false;
        XSelectInput(display, source, StructureNotifyMask);
        XSync(display, False);
        if (saw_error) forget();
    }

    void ask_for_list(Time time) {
        XDeleteProperty(display, helper, atoms[answer]);
        XConvertSelection(display, atoms[selection], atoms[uri_list], atoms[answer], helper, time);
    }

    void on_position(const XClientMessageEvent& message) {
        if (dropping) return;
        if (!asked && offers_list)
            ask_for_list(version >= 1 ? static_cast<Time>(message.data.l[3]) : CurrentTime);
        asked = true;
        // No rectangle, so that the source goes on asking; it is taken everywhere.
        const long accepts = offers_list ? 1 : 0;
        send(atoms[status], {static_cast<long>(window), accepts | 2, 0, 0,
                             accepts != 0 ? static_cast<long>(atoms[action_copy]) : 0});
    }

    void on_drop(const XClientMessageEvent& message) {
        if (dropping) return;
        if (!offers_list) {
            finish(false);
            events.failed = true;
            return;
        }
        dropping = true;
        deadline = Clock::now() + kPatience;
        ask_for_list(version >= 1 ? static_cast<Time>(message.data.l[2]) : CurrentTime);
    }

    void finish(bool taken) {
        send(atoms[finished], {static_cast<long>(window), taken ? 1 : 0,
                               taken ? static_cast<long>(atoms[action_copy]) : 0, 0, 0});
        forget();
    }

    void on_message(const XClientMessageEvent& message) {
        if (message.format != 32) return;
        if (message.message_type == atoms[enter]) return on_enter(message);
        // All others are of the drag that entered, or nobody's.
        if (source == 0 || static_cast<::Window>(message.data.l[0]) != source) return;
        if (message.message_type == atoms[position]) on_position(message);
        if (message.message_type == atoms[drop]) on_drop(message);
        if (message.message_type == atoms[leave] && !dropping) forget();
    }

    // The list, or what stands in its place. One that is too long to come at once is not taken.
    void on_selection(const XSelectionEvent& event) {
        if (source == 0 || event.selection != atoms[selection] || event.requestor != helper) return;
        std::vector<char> bytes;
        if (event.property == atoms[answer])
            bytes = property<char>(helper, atoms[answer], atoms[uri_list], 8, kLongestList + 1, true);
        known.assign(bytes.begin(), bytes.end());
        events.any = true;
        if (!dropping) return;
        if (known.empty()) {
            events.failed = true;
            return finish(false);
        }
        events.dropped = true;
        events.text = known;
        finish(true);
    }

    void on_event(const XEvent& event) {
        if (event.type == ClientMessage) on_message(event.xclient);
        if (event.type == SelectionNotify) on_selection(event.xselection);
        if (event.type == DestroyNotify && event.xdestroywindow.window == source && source != 0) {
            events.failed = events.failed || dropping;
            forget();
        }
    }
};

DropTarget::DropTarget(unsigned long window) : impl_(std::make_unique<Impl>()) {
    Impl& impl = *impl_;
    impl.display = XOpenDisplay(nullptr);
    if (impl.display == nullptr) return;
    our_display = impl.display;
    other_handler = XSetErrorHandler(on_error);
    XInternAtoms(impl.display, const_cast<char**>(kAtomNames), kNames, False, impl.atoms);
    impl.helper = XCreateSimpleWindow(impl.display, DefaultRootWindow(impl.display), -10, -10, 1, 1, 0, 0, 0);
    attach(window);
}

DropTarget::~DropTarget() {
    if (impl_->display == nullptr) return;
    XDestroyWindow(impl_->display, impl_->helper);
    XCloseDisplay(impl_->display);
    XSetErrorHandler(other_handler);
    our_display = nullptr;
}

void DropTarget::attach(unsigned long window) {
    Impl& impl = *impl_;
    if (impl.display == nullptr) return;
    impl.forget();
    impl.window = window;
    const long version = kVersion;
    const auto set = [&](::Window on, Name name, Atom type, const void* value) {
        XChangeProperty(impl.display, on, impl.atoms[name], type, 32, PropModeReplace,
                        static_cast<const unsigned char*>(value), 1);
    };
    // The helper names itself too: by that a source knows that the property is not left over from a program
    // that died.
    for (const ::Window on : {impl.helper, impl.window}) {
        set(on, aware, XA_ATOM, &version);
        set(on, proxy, XA_WINDOW, &impl.helper);
    }
    XSync(impl.display, False);
}

DropEvents DropTarget::poll() {
    Impl& impl = *impl_;
    if (impl.display == nullptr) return {};
    impl.events = {};
    for (int i = 0; i < kMostEventsAtOnce && XPending(impl.display) > 0; ++i) {
        XEvent event;
        XNextEvent(impl.display, &event);
        impl.on_event(event);
        if (impl.events.dropped) break;
    }
    if (impl.dropping && Clock::now() > impl.deadline) {
        impl.events.failed = true;
        impl.finish(false);
    }
    impl.events.hovering = impl.source != 0 && impl.offers_list;
    if (!impl.events.dropped) impl.events.text = impl.known;
    XFlush(impl.display);
    return impl.events;
}

}  // namespace firebreak::viz
