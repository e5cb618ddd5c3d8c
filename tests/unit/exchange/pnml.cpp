#include "models.hpp"

#include <dinh/exchange/pnml.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <chrono>
#include <cstdio>

namespace test_of_pnml {

using namespace dinh;

TEST_CASE("all industrial models as PNML are decided as their verdicts say") {
  const auto expected = models::industrial_verdicts();
  const auto files = models::files("ibm-industrial-pnml", ".pnml");
  REQUIRE(files.size() == 282);
  for (const auto& file : files) {
    INFO(file.string());
    const auto nets = read_pnml(models::content_of(file), file.string());
    REQUIRE(nets);
    REQUIRE(nets->size() == 1);
    const auto t0 = std::chrono::steady_clock::now();
    const net_verdict v = verify_net(nets->front().net);
    const auto t1 = std::chrono::steady_clock::now();
    const bool sound = expected.at(file.stem().string());
    if (getenv("T")) printf("%s %s %s st=%lu wst=%lu us=%.1f %s %zu %d P=%u T=%u\n", file.stem().c_str(), std::string(name_of(v.verdict)).c_str(), std::string(name_of(v.method)).c_str(), v.states, v.witness_states, std::chrono::duration<double, std::micro>(t1-t0).count(), v.findings.empty()?"-":std::string(name_of(v.findings[0].kind)).c_str(), v.findings.empty()?0:v.findings[0].witness.size(), v.findings.empty()?1:int(v.findings[0].shortest), nets->front().net.place_count(), nets->front().net.transition_count());
    CHECK(v.verdict == (sound ? soundness::sound : soundness::unsound));
    CHECK(v.findings.empty() == sound);
  }
}

}  // namespace test_of_pnml
