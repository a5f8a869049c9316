// In builds with sanitizers a library that was loaded stays loaded. SFML unloads the driver of OpenGL at the
// end, and 128 bytes that its variables still point to would then count as lost (traced with nothing but a
// window of SFML 2.5: llvmpipe, by way of libGLX_mesa).
extern "C" int dlclose(void* /*library*/) { return 0; }
