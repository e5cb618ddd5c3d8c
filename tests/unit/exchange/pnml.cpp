#include "../found_in.hpp"
#include "models.hpp"

#include <dinh/exchange/pnml.hpp>
#include <dinh/procedure/net_soundness.hpp>

#include <algorithm>
#include <string>
namespace test_of_pnml {

using namespace dinh;
using test::has_code;

TEST_CASE("all industrial models as PNML are decided as their verdicts say") {
  const auto expected = models::industrial_verdicts();
  const auto files = models::files("ibm-industrial-pnml", ".pnml");
  REQUIRE(files.size() == 282);
  for (const auto& file : files) {
    INFO(file.string());
    const auto nets = read_pnml(test::content_of(file), file.string());
    REQUIRE(nets);
    REQUIRE(nets->size() == 1);
    const net_verdict v = verify_net(nets->front().net);
    const bool sound = expected.at(file.stem().string());
    CHECK(v.verdict == (sound ? soundness::sound : soundness::unsound));
    CHECK(v.findings.empty() == sound);
  }
}

namespace {

std::string place(const std::string& id, const std::string& inside = {}) { return "<place id=\"" + id + "\">" + inside + "</place>"; }
std::string transition(const std::string& id, const std::string& inside = {}) {
  return "<transition id=\"" + id + "\">" + inside + "</transition>";
}
std::string arc(const std::string& from, const std::string& to, const std::string& inside = {}, const std::string& attribute = {}) {
  return "<arc id=\"" + from + to + "\" source=\"" + from + "\" target=\"" + to + "\" " + attribute + ">" + inside + "</arc>";
}
std::string net_of(const std::string& inside) { return "<pnml><net id=\"n\">" + inside + "</net></pnml>"; }
const std::string smallest = place("i") + place("o") + transition("t") + arc("i", "t") + arc("t", "o");
pnml_net only(const std::string& content) {
  auto nets = read_pnml(content, "t.pnml");
  if (!nets) FAIL(describe(nets.error()));
  return nets->front();
}
}  // namespace

TEST_CASE("the kind of an arc is read wherever a tool writes it") {
  // c needs z, which b puts after taking q: without the inhibitor c would have to wait for nothing
  const auto with = [](const std::string& inside, const std::string& attribute = {}) {
    return only(net_of(place("i") + place("m") + place("q") + place("z") + place("o") + transition("a") + transition("b") + transition("c") + arc("i", "a") +
                       arc("a", "m") + arc("a", "q") + arc("q", "b") + arc("b", "z") + arc("m", "c") + arc("z", "c") + arc("c", "o") + arc("q", "c", inside, attribute)));
  };
  for (const auto& n : {with("<type value=\"inhibitor\"/>"), with("<type><text>inhibitor</text></type>"), with("<arctype><text>inhibitor</text></arctype>"),
                        with("", "type=\"inhibitor\"")}) {
    CHECK(verify_net(n.net).verdict == soundness::sound);
    CHECK(n.net.inputs(net_transition{2}).size() == 2);
  }
  CHECK(verify_net(with("<arctype><text>normal</text></arctype>").net).verdict == soundness::unsound);
  const auto read = with("<type value=\"read\"/>");  // a test arc takes and gives back
  CHECK(read.net.inputs(net_transition{2}).size() == 3);
  CHECK(read.net.outputs(net_transition{2}).size() == 2);
  CHECK_FALSE(read_pnml(net_of(smallest + arc("o", "t", "", "type=\"timed\"")), "t.pnml"));
}

TEST_CASE("what decides which transitions fire and cannot be said in the net is named, and the net is not called understood") {
  const auto noted = [](const std::string& content, const std::string& code) {
    const auto n = only(net_of(content));
    CHECK_FALSE(n.understood);
    CHECK(has_code(n.notes, code));
    for (const auto& d : n.notes) CHECK(d.where.rfind("t.pnml:", 0) == 0);
  };
  noted(smallest + place("k", "<capacity><value>2</value></capacity>"), "pnml/capacity");
  noted(smallest + transition("u", "<priority><value>2</value></priority>") + transition("v", "<priority><value>1</value></priority>"), "pnml/priority");
  noted(smallest + transition("u", "<timed><value>true</value></timed>") + transition("v", "<timed><value>false</value></timed>"), "pnml/time");
  noted(smallest + transition("u", "<interval/>"), "pnml/time");
  noted(smallest + "<page id=\"t\"><net>" + place("x") + "</net></page>", "pnml/sub-net");
  noted(smallest + "<finalmarkings><marking><place idref=\"o\"/></marking><marking><place idref=\"i\"/></marking></finalmarkings>", "pnml/final-marking");
  const auto harmless = only(net_of(smallest + place("k", "<capacity><value>0</value></capacity>") + "<hologram/>" + transition("u", "<priority><value>1</value></priority>")));
  CHECK(harmless.understood);
  CHECK(has_code(harmless.notes, "pnml/unknown-element"));
  const auto coloured = read_pnml(net_of(place("i", "<initialMarking><value>Default,1,Red,2</value></initialMarking>") + place("o")), "t.pnml");
  REQUIRE_FALSE(coloured);
  CHECK(coloured.error().list()[0].code == "pnml/high-level");
}

TEST_CASE("an id is used once, by arcs as well, and white space around it does not count") {
  const auto twice = read_pnml(net_of(smallest + arc("i", "t")), "t.pnml");
  REQUIRE_FALSE(twice);
  REQUIRE(twice.error().size() == 1);
  CHECK(twice.error().list()[0].code == "pnml/id-twice");
  CHECK(twice.error().list()[0].where.find("<arc id=\"it\">") != std::string::npos);
  CHECK(read_pnml(net_of(place("i") + place("o") + transition("t") + "<arc source=\"i\" target=\"t\"/><arc source=\"t\" target=\"o\"/>"), "t.pnml"));  // without ids
  const auto wide = only(net_of(place(" i ") + place("o") + transition("t\n") + "<referencePlace id=\" r\" ref=\" o \"/>" + arc("i", " t ") + arc("t", " r ")));
  CHECK(wide.net.name(net_place{0}) == "i");
  CHECK(verify_net(wide.net).verdict == soundness::sound);
}

TEST_CASE("an undecided verdict says which bound was met") {
  // t puts two for one; an inhibitor arc, and no net grows without end for certain
  const std::string growing = place("i") + place("m") + place("o") + transition("a") + transition("t") + transition("z") + arc("i", "a") + arc("a", "m") + arc("m", "t") +
                              arc("t", "m", "<inscription><text>2</text></inscription>") + arc("m", "z") + arc("z", "o");
  const auto reset = only(net_of(growing + "<arc id=\"r\" source=\"m\" target=\"z\"><type value=\"reset\"/></arc>"));
  const auto v = verify_net(reset.net);
  CHECK(v.verdict == soundness::undecided);
  CHECK(v.bound == search_bound::tokens);
  CHECK(v.bound_at == net_place{1});
  net_options few;
  few.most_states = 10;
  CHECK(verify_net(reset.net, few).bound == search_bound::states);
  const auto sound = verify_net(only(net_of(smallest)).net);
  CHECK(sound.bound == search_bound::none);
  CHECK_FALSE(sound.bound_at);
}

TEST_CASE("a PNML file is known by its root element, whatever its prefix and whatever else it mentions") {
  CHECK(is_pnml("<?xml version=\"1.0\"?><!-- x --><n:pnml xmlns:n=\"u\"/>"));
  CHECK_FALSE(is_pnml("<definitions><documentation><![CDATA[<pnml>]]></documentation></definitions>"));
  CHECK_FALSE(is_pnml("<pnml"));
}

}  // namespace test_of_pnml
