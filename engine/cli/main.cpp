#include <cstdio>
#include <exception>
#include <new>
#include <stdexcept>

#include <firebreak/text.hpp>

#include "commands.hpp"
#include "terminal.hpp"

namespace firebreak::cli {

Program make_program() {
    Program program;
    add_run(program);
    add_check(program);
    add_show(program);
    add_explain(program);
    add_compare(program);
    add_causes(program);
    add_report(program);
    add_paths(program);
    add_uncertainty(program);
    add_sweep(program);
    add_sweep_results(program);
    add_sweep_bundle(program);
    add_verify(program);
    add_replay(program);
    add_bench(program);
    add_viz(program);
    add_completion(program);
    return program;
}

namespace {

// A run of a million times a million replicates may ask for more than there is, or for more than a container
// can hold.
int out_of_memory() {
    complain("firebreak: out of memory; one thread (-j 1) and fewer runs (-n) need less");
    return kFailed;
}

}  // namespace

}  // namespace firebreak::cli

int main(int argc, char** argv) {
    using namespace firebreak::cli;
    prepare_streams();
    try {
        return finish_output(make_program().run(argc, argv));
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const std::length_error&) {
        return out_of_memory();
    } catch (const std::exception& error) {
        complain("firebreak: " + firebreak::printable(error.what()));
        return kFailed;
    }
}
