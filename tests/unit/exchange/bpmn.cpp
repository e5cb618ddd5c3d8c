#include "models.hpp"

#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/process_graph.hpp>

using namespace dinh;

TEST_CASE("all industrial models as BPMN and as process graphs are decided as their verdicts say") {
  const auto expected = models::industrial_verdicts();
  for (const auto& [model, sound] : expected) {
    INFO(model);
    const std::string bpmn = models::root + "ibm-industrial-bpmn/" + model + ".bpmn";
    const auto m = read_bpmn(models::content_of(bpmn), bpmn);
    REQUIRE(m);
    CHECK(m->understood);
    CHECK(m->notes.empty());
    CHECK(verify_net(m->net, m->options).verdict == (sound ? soundness::sound : soundness::unsound));
    const std::string graph = models::root + "ibm-industrial-jbpt-json/" + model + ".json";
    const auto g = read_process_graph(models::content_of(graph), graph);
    REQUIRE(g);
    CHECK(verify_net(g->net).verdict == (sound ? soundness::sound : soundness::unsound));
  }
  CHECK(expected.size() == 282);
}
