/// The one translation unit that carries the precompiled header; it defines nothing.
