using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>The commands for Node that the READMEs of <c>tests/consumers</c> tell work as they stand there.</summary>
[Collection(nameof(ExportedDemo))]
public sealed class ConsumerReadmeTests(ExportedDemo demo)
{
    [Theory]
    [InlineData("node")]
    [InlineData("web")]
    public void Its_commands_work(string consumer)
    {
        var modules = FrontEnds.NodeModulesWith("onnxruntime-node", "onnxruntime-web");
        Assert.SkipWhen(modules is null, $"needs Node and its packages onnxruntime-node and onnxruntime-web; {ExportedDemo.Remedy}");
        var commands = File.ReadLines(Path.Combine(Repository.Root, "tests", "consumers", consumer, "README.md"))
            .Where(line => line.StartsWith("node ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
            ClientProcess.Run("node", new Dictionary<string, string> { ["NODE_PATH"] = modules! },
                [.. command.Split(' ').Skip(1).Select(Resolve)]);
    }

    private string Resolve(string word) => word.Split('/') switch
    {
        ["my-model", .. var rest] => Path.Combine([demo.Model("cnn"), .. rest]),
        ["my-site"] => demo.PathOf("readme-site"),
        ["tests", ..] => Path.Combine(Repository.Root, word),
        _ => word,
    };
}
