/// Runs every CppUnit suite that registered itself in the executable; an argument selects suites whose name contains
/// it.

#include <cppunit/BriefTestProgressListener.h>
#include <cppunit/CompilerOutputter.h>
#include <cppunit/TestResult.h>
#include <cppunit/TestResultCollector.h>
#include <cppunit/TestRunner.h>
#include <cppunit/extensions/TestFactoryRegistry.h>

#include <csignal>
#include <iostream>
#include <string_view>

namespace {

void addMatching(CppUnit::TestRunner& runner, CppUnit::Test& suite, std::string_view filter) {
    for (int i = 0; i < suite.getChildTestCount(); ++i) {
        CppUnit::Test* test = suite.getChildTestAt(i);
        if (test->getName().find(filter) != std::string::npos) {
            runner.addTest(test);
        } else {
            addMatching(runner, *test, filter);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    CppUnit::TestResult result;
    CppUnit::TestResultCollector collector;
    CppUnit::BriefTestProgressListener progress;
    result.addListener(&collector);
    result.addListener(&progress);

    CppUnit::Test* all = CppUnit::TestFactoryRegistry::getRegistry().makeTest();
    CppUnit::TestRunner runner;
    if (argc > 1) {
        addMatching(runner, *all, argv[1]);
    } else {
        runner.addTest(all);
    }
    runner.run(result);

    CppUnit::CompilerOutputter(&collector, std::cerr).write();
    const bool ranSomething = collector.runTests() > 0;
    return collector.wasSuccessful() && ranSomething ? 0 : 1;
}
