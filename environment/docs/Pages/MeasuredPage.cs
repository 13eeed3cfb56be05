using System.Text;

namespace Workbench.Docs.Pages;

/// <summary>The figures that the benchmarks keep, each with its command, machine and date.</summary>
internal static class MeasuredPage
{
    public static MadePage Make(DocsFolders folders)
    {
        var page = new StringBuilder("""
            # Times and memory

            What was measured stands here as the benchmarks wrote it into `tests/Workbench.Benchmarks/results`: with the command that
            measures it again, the machine and the date. Ratios travel from machine to machine, seconds do not.


            """);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folders.Root, "tests", "Workbench.Benchmarks", "results"), "*.md")
            .Order(StringComparer.Ordinal))
            page.Append('#').Append(File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd()).Append("\n\n");
        return new("about/times-and-memory", page.ToString());
    }
}
