// expected: conversion from|no viable conversion
#include <dinh/base/id.hpp>

struct unit;

dinh::id<unit> f() {
#ifdef DINH_WITH_MISTAKE
  dinh::id<unit> u = 3U;
#else
  dinh::id<unit> u{3U};
#endif
  return u;
}
