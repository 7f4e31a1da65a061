// What the module Glibc leaves out: how the C library asks the system for memory.
#include <malloc.h>
