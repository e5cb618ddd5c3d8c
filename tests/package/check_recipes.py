#!/usr/bin/env python3
"""The vcpkg port and the Conan recipe agree with the build: version, options, features, targets.

usage: check_recipes.py SOURCE_FOLDER

Neither tool is needed, and no network: the port runs under cmake -P and the recipe under Python with stand-ins for what
their tools provide, which write down what they are asked for.
"""
import importlib.util
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import types

source = pathlib.Path(sys.argv[1]).resolve()
faults = []


def check(what, holds, detail=""):
    if not holds:
        faults.append(f"{what}{': ' if detail else ''}{detail}")


cmake_text = (source / "CMakeLists.txt").read_text(encoding="utf-8") + (source / "src/CMakeLists.txt").read_text(encoding="utf-8")
cmake_options = set(re.findall(r"option\((\w+) ", cmake_text))
cmake_targets = set(re.findall(r"add_library\((dinh::\w+) ALIAS", cmake_text))
header = (source / "include/dinh/version.hpp").read_text(encoding="utf-8")
version = ".".join(re.search(rf"DINH_VERSION_{part} (\d+)", header).group(1) for part in ("MAJOR", "MINOR", "PATCH"))


# ---- vcpkg ---------------------------------------------------------------------------------------------

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_dependencies(where, dependencies, features):
    for d in dependencies:
        name = d if isinstance(d, str) else d.get("name", "")
        check(f"{where} names a port", IDENTIFIER.fullmatch(name), repr(d))
        if isinstance(d, dict):
            check(f"{where}: members of {name}", set(d) <= {"name", "host", "default-features", "features", "platform", "version>="}, str(set(d)))
            if name == "dinh":
                check(f"{where} asks for features that there are", set(d["features"]) <= features, str(d["features"]))


port = source / "ports/dinh"
manifest = json.loads((port / "vcpkg.json").read_text(encoding="utf-8"))
features = manifest["features"]
check("vcpkg.json has known members", set(manifest) <= {"$schema", "name", "version-semver", "description", "license", "supports",
                                                         "dependencies", "default-features", "features"}, str(set(manifest)))
check("the port has the version of the header", manifest["version-semver"] == version, f"{manifest['version-semver']}, not {version}")
check_dependencies("the port", manifest["dependencies"], set(features))
check("default features exist", set(manifest["default-features"]) <= set(features))
for name, feature in features.items():
    check("names of features", IDENTIFIER.fullmatch(name), name)
    check(f"feature {name} has a description and dependencies", set(feature) == {"description", "dependencies"}, str(set(feature)))
    check_dependencies(f"feature {name}", feature["dependencies"], set(features))

STAND_INS = r"""
set(CURRENT_PACKAGES_DIR "${WORK}/packages")
set(CURRENT_PORT_DIR "${PORT_DIR}")
function(vcpkg_check_features)
  cmake_parse_arguments(PARSE_ARGV 0 a "" "OUT_FEATURE_OPTIONS" "FEATURES;INVERTED_FEATURES")
  if(a_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "vcpkg_check_features does not know ${a_UNPARSED_ARGUMENTS}")
  endif()
  set(options "")
  while(a_FEATURES)
    list(POP_FRONT a_FEATURES feature option)
    message(STATUS "feature ${feature} ${option}")
    list(APPEND options -D${option}=ON)
  endwhile()
  set(${a_OUT_FEATURE_OPTIONS} ${options} PARENT_SCOPE)
endfunction()
function(vcpkg_find_acquire_program name)
  set(${name} /usr/bin/true PARENT_SCOPE)
endfunction()
function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 a "" "SOURCE_PATH" "OPTIONS;OPTIONS_RELEASE;OPTIONS_DEBUG")
  if(a_UNPARSED_ARGUMENTS OR NOT EXISTS "${a_SOURCE_PATH}/CMakeLists.txt")
    message(FATAL_ERROR "vcpkg_cmake_configure: ${a_SOURCE_PATH}, ${a_UNPARSED_ARGUMENTS}")
  endif()
  foreach(option IN LISTS a_OPTIONS)
    message(STATUS "option ${option}")
  endforeach()
endfunction()
foreach(command cmake_install cmake_config_fixup fixup_pkgconfig copy_tools install_copyright)
  cmake_language(EVAL CODE "function(vcpkg_${command})\n message(STATUS \"called ${command} \${ARGN}\")\nendfunction()")
endforeach()
set(FEATURES "core;tools")
include("${PORT_DIR}/portfile.cmake")
"""

with tempfile.TemporaryDirectory() as work:
    script = pathlib.Path(work) / "stand_ins.cmake"
    script.write_text("cmake_minimum_required(VERSION 3.22)\n" + STAND_INS, encoding="utf-8")
    ran = subprocess.run(["cmake", f"-DWORK={work}", f"-DPORT_DIR={port}", "-P", str(script)], capture_output=True, text=True)
check("portfile.cmake runs", ran.returncode == 0, ran.stderr)
features_of_port = dict(re.findall(r"^-- feature (\S+) (\S+)$", ran.stdout, re.M))
options_of_port = re.findall(r"^-- option -D(DINH_\w+)=", ran.stdout, re.M)
check("portfile.cmake and vcpkg.json name the same features", set(features_of_port) == set(features),
      f"{sorted(features_of_port)} and {sorted(features)}")
check("the port uses options that there are", set(options_of_port) <= cmake_options, str(set(options_of_port) - cmake_options))
optional = {o for o in cmake_options if re.fullmatch(r"DINH_(WITH|BUILD)_\w+", o)}
check("the port decides every option, whatever is found on the machine", optional <= set(options_of_port),
      str(optional - set(options_of_port)))
for command in ("cmake_install", "cmake_config_fixup", "install_copyright"):
    check(f"the port calls vcpkg_{command}", f"-- called {command}" in ran.stdout)
check("the licence that the port installs exists", all(pathlib.Path(f).is_file() for f in re.findall(r"-- called install_copyright FILE_LIST (\S+)", ran.stdout)))


# ---- Conan ---------------------------------------------------------------------------------------------

class Recorder:
    """Whatever a tool of Conan is asked to do."""
    made = []

    def __init__(self, *_):
        self.cache_variables = {}
        Recorder.made.append(self)

    def __getattr__(self, _):
        return lambda *a, **k: None


class Options:
    def __init__(self, values):
        self.__dict__.update(values)

    def get_safe(self, name):
        return getattr(self, name, None)

    def rm_safe(self, name):
        self.__dict__.pop(name, None)


class Component:
    def __init__(self):
        self.properties, self.libs, self.defines, self.requires, self.libdirs = {}, [], [], [], ["lib"]

    def set_property(self, name, value):
        self.properties[name] = value


class Components(dict):
    def __missing__(self, name):
        self[name] = Component()
        return self[name]


class CppInfo(Component):
    def __init__(self):
        super().__init__()
        self.components = Components()


class ConanFile:
    def __init__(self, values=None):
        self.options = Options(values or {})
        self.cpp_info = CppInfo()
        self.recipe_folder = str(source)
        self.source_folder, self.package_folder = "source", "package"
        self.needed, self.tools = [], []

    def requires(self, reference, **_):
        self.needed.append(reference)

    def tool_requires(self, reference, **_):
        self.tools.append(reference)


def nothing(*_, **__):
    return None


modules = {
    "conan": {"ConanFile": ConanFile},
    "conan.tools": {},
    "conan.tools.build": {"check_min_cppstd": nothing, "can_run": lambda *_: True},
    "conan.tools.cmake": {"CMake": Recorder, "CMakeDeps": Recorder, "CMakeToolchain": Recorder, "cmake_layout": nothing},
    "conan.tools.files": {"copy": nothing, "rmdir": nothing, "load": lambda _, path: pathlib.Path(path).read_text(encoding="utf-8")},
    "conan.tools.gnu": {"PkgConfigDeps": Recorder},
}
for name, members in modules.items():
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


def recipe(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return next(v for v in vars(module).values() if isinstance(v, type) and issubclass(v, ConanFile) and v is not ConanFile)


Recipe = recipe(source / "conanfile.py", "recipe")
check("the default options are options", set(Recipe.default_options) == set(Recipe.options))
for pattern in [Recipe.exports_sources] if isinstance(Recipe.exports_sources, str) else Recipe.exports_sources:
    check(f"what the recipe exports exists: {pattern}", any(source.glob(pattern)))
check("the folder of the recipe's own test exists", (source / Recipe.test_package_folder / "conanfile.py").is_file())
switches = [o for o in Recipe.options if o.startswith("with_")]
for values in itertools.product([True, False], repeat=len(switches)):
    made = Recipe({"shared": values[0], "fPIC": True, **dict(zip(switches, values))})
    for step in (made.set_version, made.configure, made.requirements, made.validate, made.build_requirements, made.layout):
        step()
    check("the recipe has the version of the header", made.version == version, made.version)
    Recorder.made = []
    made.generate()
    asked = {k: v for r in Recorder.made for k, v in r.cache_variables.items()}
    check("the recipe uses options that there are", set(asked) <= cmake_options, str(set(asked) - cmake_options))
    check("the recipe decides every option, whatever is found on the machine", optional <= set(asked), str(optional - set(asked)))
    made.build()
    made.package()
    made.package_info()
    components = made.cpp_info.components
    packages = {reference.split("/")[0] for reference in made.needed}
    used = set()
    for name, c in components.items():
        check("the recipe's targets are those of the build", c.properties["cmake_target_name"] in cmake_targets, name)
        for define in c.defines:
            check("the recipe's definitions are public ones of the build", re.search(rf"PUBLIC {define}\)", cmake_text), define)
        for need in c.requires:
            package, _, _ = need.partition("::")
            check("a component needs what is required", package in (components if "::" not in need else packages), f"{name}: {need}")
            if "::" in need:
                used.add(package)
    check("no requirement without a component that needs it", packages == used, str(packages ^ used))

Test = recipe(source / Recipe.test_package_folder / "conanfile.py", "test_recipe")
check("the recipe's own test asks for the package", hasattr(Test, "test") and hasattr(Test, "requirements"))

for fault in dict.fromkeys(faults):
    print(fault, file=sys.stderr)
print(f"{len(features)} features, {2 ** len(switches)} sets of options, {len(dict.fromkeys(faults))} faults")
sys.exit(1 if faults else 0)
