using System.Text.Json.Nodes;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>The kernel as VS Code's Jupyter extension drives it: <c>tests/clients/zeromq_client.mjs</c>.</summary>
public sealed class ZeroMqClientTests(InstalledKernel installed) : IClassFixture<InstalledKernel>
{
    [Fact]
    public void A_client_that_connects_before_the_kernel_listens_can_run_ask_interrupt_and_end_it()
    {
        Assert.SkipWhen(FrontEnds.NodeModules is null, $"needs Node and its package zeromq; {FrontEnds.Remedy}");
        var output = ClientProcess.Run("node",
            new Dictionary<string, string>(installed.Environment) { ["NODE_PATH"] = FrontEnds.NodeModules! },
            FrontEnds.Program("zeromq_client.mjs"), installed.SpecFile);
        var seen = JsonNode.Parse(output)!;
        void AssertSeen(string expected, string what) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), seen[what]?.ToJsonString());
        AssertSeen("""["kernel_info_reply","kernel_info_reply"]""", "info");
        AssertSeen("\"ping\"", "heartbeat");
        AssertSeen("\"ok\"", "declared");
        AssertSeen("\"ok\"", "executed");
        // 42: what was signed wrongly did not run
        AssertSeen("""[["status","busy"],["execute_input",null],["stream","π\n"],["execute_result","42"],["status","idle"]]""",
            "published");
        AssertSeen("""["input_request",true,"ok"]""", "asked");
        AssertSeen("\"an answer\"", "answered");
        AssertSeen("""["ok","The cell was interrupted."]""", "interrupted");
        AssertSeen("""{"status":"ok","restart":false}""", "shutdown");
        AssertSeen("0", "exit");
    }
}
