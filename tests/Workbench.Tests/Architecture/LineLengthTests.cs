using Workbench.Tests.Reference;

namespace Workbench.Tests.Architecture;

/// <summary>
/// Lines end before 141 characters, so that two files fit beside each other. Exempt are Markdown and notebooks (a table's row and a
/// link cannot be broken, and front ends wrap the rest), JSON and data tables, and what programs write.
/// </summary>
public class LineLengthTests
{
    private const int Longest = 140;

    private static readonly string[] Extensions =
        [".cs", ".csproj", ".props", ".js", ".mjs", ".css", ".html", ".sh", ".ps1", ".py", ".yml"];

    [Fact]
    public void No_line_is_longer_than_140_characters()
    {
        string[] tooLong =
        [
            .. from folder in new[] { "lib", "tests", "environment", ".github" }
               where Directory.Exists(Path.Combine(Repository.Root, folder))
               from path in SourceFiles.Under(folder, Extensions)
               from line in File.ReadLines(Path.Combine(Repository.Root, path)).Index()
               where line.Item.Length > Longest
               select $"{path}:{line.Index + 1} has {line.Item.Length}",
        ];
        Assert.True(tooLong.Length == 0, string.Join('\n', tooLong));
    }
}
