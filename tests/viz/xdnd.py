"""Another program on the display, in plain Xlib: one that drags files (the source's side of XDND), and one that sees windows appear."""
import ctypes
import ctypes.util
import select

X = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
Window = Atom = Time = ctypes.c_ulong
CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY, MAP_NOTIFY = 33, 30, 31, 19
SUBSTRUCTURE_NOTIFY = 1 << 19


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", Window), ("message_type", Atom), ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]


class SelectionRequest(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("owner", Window), ("requestor", Window), ("selection", Atom), ("target", Atom), ("property", Atom), ("time", Time)]


class SelectionNotify(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("requestor", Window), ("selection", Atom), ("target", Atom), ("property", Atom), ("time", Time)]


class Mapped(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("event", Window), ("window", Window)]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("mapped", Mapped), ("client", ClientMessage), ("request", SelectionRequest), ("notify", SelectionNotify),
                ("pad", ctypes.c_long * 24)]


X.XOpenDisplay.restype = ctypes.c_void_p
X.XOpenDisplay.argtypes = [ctypes.c_char_p]
X.XCloseDisplay.argtypes = [ctypes.c_void_p]
X.XDefaultRootWindow.restype = Window
X.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
X.XCreateSimpleWindow.restype = Window
X.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, Window] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 3 + [ctypes.c_ulong] * 2
X.XInternAtom.restype = Atom
X.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
X.XSetSelectionOwner.argtypes = [ctypes.c_void_p, Atom, Window, Time]
X.XSendEvent.argtypes = [ctypes.c_void_p, Window, ctypes.c_int, ctypes.c_long, ctypes.POINTER(Event)]
X.XSelectInput.argtypes = [ctypes.c_void_p, Window, ctypes.c_long]
X.XConnectionNumber.argtypes = [ctypes.c_void_p]
X.XPending.argtypes = [ctypes.c_void_p]
X.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.POINTER(Event)]
X.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
X.XChangeProperty.argtypes = [ctypes.c_void_p, Window, Atom, Atom, ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
X.XGetWindowProperty.argtypes = [ctypes.c_void_p, Window, Atom, ctypes.c_long, ctypes.c_long, ctypes.c_int, Atom, ctypes.POINTER(Atom),
                                 ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_ulong), ctypes.POINTER(ctypes.c_ulong),
                                 ctypes.POINTER(ctypes.c_void_p)]


class Source:
    """Drags over `window` of the display; answers for the list of files are `content`, or none at all if that is None."""

    def __init__(self, display, window, content, kind="text/uri-list"):
        self.display = X.XOpenDisplay(display.encode())
        self.target = int(window)
        self.content = content
        self.kind = kind
        self.own = X.XCreateSimpleWindow(self.display, X.XDefaultRootWindow(self.display), 0, 0, 1, 1, 0, 0, 0)
        self.statuses, self.finishes = [], []
        X.XSetSelectionOwner(self.display, self.atom("XdndSelection"), self.own, 0)
        self.proxy = self.long_property(self.target, "XdndProxy")
        X.XSync(self.display, 0)

    def close(self):
        X.XCloseDisplay(self.display)
        self.display = None

    def atom(self, name):
        return X.XInternAtom(self.display, name.encode(), 0)

    def long_property(self, window, name):
        kind, form, count, left, data = Atom(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
        X.XGetWindowProperty(self.display, window, self.atom(name), 0, 1, 0, 0, ctypes.byref(kind), ctypes.byref(form), ctypes.byref(count),
                             ctypes.byref(left), ctypes.byref(data))
        return ctypes.cast(data, ctypes.POINTER(ctypes.c_ulong))[0] if count.value else 0

    def send(self, name, *data, source=None):
        event = Event()
        event.client.type = CLIENT_MESSAGE
        event.client.window = self.target
        event.client.message_type = self.atom(name)
        event.client.format = 32
        for i, value in enumerate((self.own if source is None else source, *data)):
            event.client.data[i] = value
        X.XSendEvent(self.display, self.proxy, 0, 0, ctypes.byref(event))
        X.XSync(self.display, 0)

    def serve(self):
        """Answers the requests that have come."""
        while X.XPending(self.display):
            event = Event()
            X.XNextEvent(self.display, ctypes.byref(event))
            if event.type == SELECTION_REQUEST and self.content is not None:
                self.hand_over(event.request)
            elif event.type == CLIENT_MESSAGE and event.client.message_type == self.atom("XdndStatus"):
                self.statuses.append(list(event.client.data))
            elif event.type == CLIENT_MESSAGE and event.client.message_type == self.atom("XdndFinished"):
                self.finishes.append(list(event.client.data))

    def hand_over(self, request):
        X.XChangeProperty(self.display, request.requestor, request.property, request.target, 8, 0, self.content, len(self.content))
        answer = Event()
        answer.notify.type = SELECTION_NOTIFY
        for field in ("requestor", "selection", "target", "property", "time"):
            setattr(answer.notify, field, getattr(request, field))
        X.XSendEvent(self.display, request.requestor, 0, 0, ctypes.byref(answer))
        X.XSync(self.display, 0)

    def enter(self, source=None):
        self.send("XdndEnter", 5 << 24, self.atom(self.kind), 0, 0, source=source)

    def move(self):
        self.send("XdndPosition", 0, 100 << 16 | 100, 0, self.atom("XdndActionCopy"))

    def leave(self):
        self.send("XdndLeave", 0, 0, 0, 0)

    def let_go(self):
        self.send("XdndDrop", 0, 0, 0, 0)


class Windows:
    """Sees the windows that appear while a `with` lasts."""

    def __init__(self, display):
        self.name = display

    def __enter__(self):
        self.display = X.XOpenDisplay(self.name.encode())
        X.XSelectInput(self.display, X.XDefaultRootWindow(self.display), SUBSTRUCTURE_NOTIFY)
        X.XSync(self.display, 0)
        return self

    def __exit__(self, *_):
        X.XCloseDisplay(self.display)

    def next(self, process):
        """The number of the next window, as soon as it is there."""
        while process.poll() is None:
            while X.XPending(self.display):
                event = Event()
                X.XNextEvent(self.display, ctypes.byref(event))
                if event.type == MAP_NOTIFY:
                    return str(event.mapped.window)
            select.select([X.XConnectionNumber(self.display)], [], [], 1)
        raise RuntimeError(f"the program has ended without a window: {process.stderr.read() if process.stderr else ''}")
