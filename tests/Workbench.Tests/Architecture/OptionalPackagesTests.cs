using System.Text.Json.Nodes;
using Workbench.Cli;

namespace Workbench.Tests.Architecture;

/// <summary>What only those pay for who ask for it: no build of the library or the command has any of it.</summary>
public sealed class OptionalPackagesTests
{
    private static readonly string[] Optional =
    [
        "Workbench.Torch", "Workbench.Bridges", "Workbench.Interactive", "Workbench.Postgres", "Npgsql", "Workbench.Storage", "AWSSDK",
        "TorchSharp", "Plotly.NET", "XPlot", "NWaves", "Parquet", "Microsoft.Data.Analysis", "Microsoft.DotNet.Interactive",
    ];

    [Fact]
    public void The_library_refers_to_none() => Assert.DoesNotContain(
        typeof(Workbench.Notebook.Lab).Assembly.GetReferencedAssemblies(), reference => IsOptional(reference.Name!));

    [Fact]
    public void Nothing_of_them_lies_beside_the_command()
    {
        var built = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(typeof(CommandRunner).Assembly.Location, ".deps.json")))!;
        Assert.Equal(["Microsoft.DotNet.Interactive.Formatting"], // with which the kernel shows values
            built["libraries"]!.AsObject().Select(library => library.Key.Split('/')[0]).Where(IsOptional));
    }

    private static bool IsOptional(string name) =>
        Optional.Any(optional => name == optional || name.StartsWith(optional + ".", StringComparison.Ordinal));
}
