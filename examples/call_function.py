"""Run a function of FunctionGraph and print its result."""

from __future__ import annotations

from otc.functiongraph import FunctionGraph

MAILER = "urn:fss:eu-de:c27d5b1e8f6a4093b1d7e65f20a48c39:function:default:invoice-mailer:latest"


def main(functions: FunctionGraph) -> None:
    """Look how much memory the function has, run it, and print what it returned."""
    configuration = functions.get_function_configuration(function_urn=MAILER)
    print(configuration.func_name, "has", configuration.memory_size, "MB")
    result = functions.invoke_function_synchronously(
        function_urn=MAILER, body={"invoice": 4711}, x_cff_log_type="tail", timeout=30
    )
    print(result.status, result.result)


if __name__ == "__main__":
    with FunctionGraph(cloud="otc") as client:
        main(client)
