// expected: could not convert|no known conversion
#include <dinh/base/id.hpp>

struct unit;
struct body;
void supervise(dinh::id<body>, dinh::id<unit>);

void f(dinh::id<body> committee, dinh::id<unit> commune) {
#ifdef DINH_WITH_MISTAKE
  supervise(commune, committee);
#else
  supervise(committee, commune);
#endif
}
