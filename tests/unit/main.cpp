#define CATCH_CONFIG_MAIN  // v2 only; v3 links its own main
#include <catch2/catch.hpp>
