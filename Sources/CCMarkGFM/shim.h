#include <cmark-gfm.h>
// The fields of nodes and of the parser: these headers come with the same package as the library, and its
// soname changes with every version.
#include <cmark-gfm/parser.h>
