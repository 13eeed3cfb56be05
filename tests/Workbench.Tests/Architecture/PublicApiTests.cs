using Workbench.Tests.Reference;

namespace Workbench.Tests.Architecture;

/// <summary>
/// What others may build on stands in <c>public-api.txt</c>: a change of it shows in the diff, is meant, and has a line in
/// <c>environment/CHANGELOG.md</c>.
/// </summary>
public class PublicApiTests(ITestOutputHelper output)
{
    private const string Variable = "WORKBENCH_WRITE_API";

    private const string Command =
        $"{Variable}=1 dotnet test tests/Workbench.Tests -c Release --filter FullyQualifiedName~{nameof(PublicApiTests)}";

    private static readonly string Place = Path.Combine("tests", "Workbench.Tests", "Architecture", "public-api.txt");

    [Fact]
    public void The_public_API_is_the_one_that_was_written_down()
    {
        string[] now =
        [
            .. PublicApi.Of(typeof(Workbench.Notebook.Lab).Assembly), .. PublicApi.Of(typeof(Workbench.Kernel.NotebookException).Assembly),
            .. PublicApi.Of(typeof(Workbench.Onnx.OnnxFeatures).Assembly),
        ];
        var path = Path.Combine(Repository.Root, Place);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, string.Join('\n', now) + "\n");
            output.WriteLine($"{path} was written; look at its diff.");
        }
        var written = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] changes = [.. written.Except(now).Select(line => $"- {line}"), .. now.Except(written).Select(line => $"+ {line}")];
        Assert.True(changes.Length == 0 && written.SequenceEqual(now),
            $"The public API is no longer that of {Place}. If that is meant, write the file anew, look at its diff and add a line to "
            + $"environment/CHANGELOG.md:\n{Command}\n{string.Join('\n', changes)}");
    }
}
