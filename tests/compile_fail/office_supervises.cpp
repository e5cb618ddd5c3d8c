// expected: no matching (member )?function
// An office supervises nobody: the edge type joins two bodies.
#include <dinh/graph/typed_graph.hpp>
#include <dinh/registry/schema.hpp>

void link(dinh::typed_graph<dinh::register_schema>& g, dinh::body_id committee, dinh::office_id chair) {
  (void)chair;
#ifdef DINH_WITH_MISTAKE
  g.link<dinh::supervises>(chair, committee);
#else
  g.link<dinh::supervises>(committee, committee);
#endif
}
